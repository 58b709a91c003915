import {
  banAddress,
  fileReport,
  liftAddressBan,
  liftSuspension,
  resolveReport,
  suspendUser,
  type AddressBan,
} from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import type { z } from 'zod'
import { actorOf } from '../actor-of.ts'
import { handle, type Route } from '../handle.ts'
import { presentReport } from '../present/present-report.ts'
import { presentTime } from '../present/present-time.ts'

export const moderationRoutes: readonly Route[] = [
  handle(operations.fileReport, async ({ needs, caller, body }) => {
    const { id, createdAtMs } = await fileReport(needs, { reporter: caller.user, ...body })
    return { reportId: id, status: 'open' as const, createdAt: presentTime(createdAtMs) }
  }),

  handle(operations.listReports, async ({ needs, query: { page, perPage, status } }) => {
    const asked = { page, perPage, ...(status !== 'all' && { status }) }
    const { reports, total } = await needs.reports.list(asked)
    return { items: reports.map(presentReport), page, perPage, total }
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
      until: presentUntil(suspension.untilMs),
    }
  }),

  handle(operations.liftSuspension, async ({ needs, caller, source, params: { userId } }) => {
    await liftSuspension(needs, { actor: actorOf(caller, source), userId })
    return {}
  }),

  handle(operations.listAddressBans, async ({ needs, query: { page, perPage } }) => {
    const bans = await needs.sanctions.listAddressBans()
    const items = bans.slice((page - 1) * perPage, page * perPage).map(presentBan)
    return { items, page, perPage, total: bans.length }
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

  handle(operations.listAudit, async ({ needs, query: { page, perPage, action, userId } }) => {
    const asked = { page, perPage, ...(action && { action }), ...(userId && { userId }) }
    const { entries, total } = await needs.audit.list(asked)
    const items = entries.map(({ seq, atMs, ...entry }) => ({
      ...entry,
      details: { ...entry.details },
      entryId: seq,
      timestamp: presentTime(atMs),
    }))
    return { items, page, perPage, total }
  }),
]

function presentBan({ range, reason, byId, createdAtMs, untilMs }: AddressBan): BanView {
  return {
    address: range.text,
    reason,
    bannedBy: byId,
    createdAt: presentTime(createdAtMs),
    until: presentUntil(untilMs),
  }
}

type BanView = z.input<typeof operations.banAddress.output>

function presentUntil(untilMs: number | null): string | null {
  return untilMs === null ? null : presentTime(untilMs)
}
