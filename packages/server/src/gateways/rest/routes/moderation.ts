import {
  banAddress,
  fileReport,
  liftAddressBan,
  liftSuspension,
  resolveReport,
  suspendUser,
  type AddressBan,
  type Listing,
  type ReportField,
  type ReportStatus,
} from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import type { z } from 'zod'
import { actorOf } from '../actor-of.ts'
import { handle, type Route } from '../handle.ts'
import { presentPage } from '../present-page.ts'
import { presentReport } from '../present/present-report.ts'
import { presentTime } from '../present/present-time.ts'

export const moderationRoutes: readonly Route[] = [
  handle(operations.fileReport, async ({ needs, caller, body }) => {
    const { id, createdAtMs } = await fileReport(needs, { reporter: caller.user, ...body })
    return { reportId: id, status: 'open' as const, createdAt: presentTime(createdAtMs) }
  }),

  handle(operations.listReports, async ({ needs, query: { status }, listing }) => {
    return presentPage(listing, await needs.reports.list(withStatus(listing, status)), presentReport)
  }),

  handle(operations.resolveReport, async ({ needs, caller, source, params, body }) =>
    presentReport(await resolveReport(needs, { actor: actorOf(caller, source), ...params, ...body })),
  ),

  handle(operations.suspendUser, async ({ needs, caller, source, params: { userId }, body }) => {
    const { reason, until: untilMs } = body
    const actor = actorOf(caller, source)
    const suspension = await suspendUser(needs, { actor, userId, reason, untilMs })
    await needs.houseRules.refresh()
    return {
      userId,
      reason: suspension.reason,
      suspendedAt: presentTime(suspension.startedAtMs),
      until: presentTime(suspension.untilMs),
    }
  }),

  handle(operations.liftSuspension, async ({ needs, caller, source, params: { userId } }) => {
    await liftSuspension(needs, { actor: actorOf(caller, source), userId })
    return {}
  }),

  handle(operations.listAddressBans, async ({ needs, listing }) => {
    return presentPage(listing, await needs.sanctions.pageOfAddressBans(listing), presentBan)
  }),

  handle(operations.banAddress, async ({ needs, caller, source, body }) => {
    const { address, reason, until: untilMs } = body
    const ban = await banAddress(needs, { actor: actorOf(caller, source), address, reason, untilMs })
    await needs.houseRules.refresh()
    return presentBan(ban)
  }),

  handle(operations.liftAddressBan, async ({ needs, caller, source, query: { address } }) => {
    await liftAddressBan(needs, { actor: actorOf(caller, source), address })
    await needs.houseRules.refresh()
    return {}
  }),

  handle(operations.listAudit, async ({ needs, query: { userId }, listing }) => {
    return presentPage(listing, await needs.audit.list({ ...listing, userId }), ({ seq, atMs, ...entry }) => ({
      ...entry,
      details: { ...entry.details },
      entryId: seq,
      timestamp: presentTime(atMs),
    }))
  }),
]

/** The queue of what is open is worked off from its beginning, unless somebody sorts it. */
function withStatus(listing: Listing<ReportField>, status: ReportStatus | 'all'): Listing<ReportField> {
  if (status === 'all') return listing
  const filters = [...listing.filters, { field: 'status', comparison: 'is', values: [status] } as const]
  const oldestFirst = [{ field: 'createdAt', descending: false }] as const
  return { ...listing, filters, sort: status === 'open' && listing.sort.length === 0 ? oldestFirst : listing.sort }
}

function presentBan({ range, reason, byId, createdAtMs, untilMs }: AddressBan): BanView {
  return {
    address: range.text,
    reason,
    bannedBy: byId,
    createdAt: presentTime(createdAtMs),
    until: presentTime(untilMs),
  }
}

type BanView = z.input<typeof operations.banAddress.output>
