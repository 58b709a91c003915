import {
  createInvite,
  revokeInvite,
  setMaintenance,
  setRoles,
  writeNotice,
  type Invite,
  type Maintenance,
} from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import type { z } from 'zod'
import { actorOf } from '../actor-of.ts'
import { handle, type Route } from '../handle.ts'
import { presentPage } from '../present-page.ts'
import { baseOf } from '../present/base-of.ts'
import { presentTime } from '../present/present-time.ts'
import { presentUser } from '../present/present-user.ts'

const dayMs = 86_400_000

export const instanceRoutes: readonly Route[] = [
  handle(operations.setUserRoles, async ({ needs, caller, source, params: { userId }, body: { roles } }) => {
    const account = await setRoles(needs, { actor: actorOf(caller, source), userId, roles })
    await needs.houseRules.refresh()
    return presentUser(account, baseOf({ needs, source }))
  }),

  handle(operations.sendNotice, async ({ needs, caller, source, body: { message, kind } }) => {
    const notice = await writeNotice(needs, { actor: actorOf(caller, source), kind, text: message })
    return {
      notificationId: notice.id,
      kind,
      message: notice.text,
      timestamp: presentTime(notice.atMs),
      receivers: needs.audience.tell(notice),
    }
  }),

  handle(operations.setMaintenance, async ({ needs, caller, source, body: { enabled, message, retryAfter } }) => {
    const maintenance = await setMaintenance(needs, {
      actor: actorOf(caller, source),
      isOn: enabled,
      message,
      retryAfterMs: retryAfter === undefined ? undefined : retryAfter * 1000,
    })
    await needs.houseRules.refresh()
    return presentMaintenance(maintenance)
  }),

  handle(operations.getOverview, async ({ needs }) => {
    const nowMs = needs.clock.now()
    const counts = await needs.instance.count(nowMs - (nowMs % dayMs))
    return {
      users: counts.accounts,
      guests: counts.guests,
      rooms: counts.rooms,
      sockets: needs.audience.size,
      messagesToday: counts.messages,
      openReports: counts.openReports,
      uptime: Math.floor((nowMs - needs.startedAtMs) / 1000),
      maintenance: presentMaintenance(needs.houseRules.maintenance),
    }
  }),

  handle(operations.createInvite, async ({ needs, caller, source, body: { maxUses, days, note } }) => {
    const made = await createInvite(needs, { actor: actorOf(caller, source), mostUses: maxUses, days, note })
    return { ...presentInvite(made.invite), code: made.code }
  }),

  handle(operations.listInvites, async ({ needs, listing }) => {
    return presentPage(listing, await needs.invites.list(listing), presentInvite)
  }),

  handle(operations.revokeInvite, async ({ needs, caller, source, params }) => {
    await revokeInvite(needs, { actor: actorOf(caller, source), ...params })
    return {}
  }),
]

function presentMaintenance({ isOn, message, retryAfterMs }: Maintenance) {
  return { enabled: isOn, message, retryAfter: Math.ceil(retryAfterMs / 1000) }
}

function presentInvite(invite: Invite): z.input<typeof operations.listInvites.output> {
  return {
    inviteId: invite.id,
    note: invite.note,
    uses: invite.uses,
    maxUses: invite.mostUses,
    createdBy: invite.byId,
    createdAt: presentTime(invite.createdAtMs),
    expiresAt: presentTime(invite.expiresAtMs),
  }
}
