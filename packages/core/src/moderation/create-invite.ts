import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { InviteStore } from '../ports/invite-store.ts'
import type { InviteCodes } from '../ports/invite-codes.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import { actorId, type Actor } from './actor.ts'
import { auditEntry } from './audit-entry.ts'
import type { Invite } from './invite.ts'
import { parseRemark } from './reason.ts'

export interface CreateInvite {
  readonly actor: Actor
  readonly mostUses?: number | undefined
  readonly days?: number | undefined
  readonly note?: string | undefined
}

interface Needs {
  readonly invites: InviteStore
  readonly inviteCodes: InviteCodes
  readonly ids: IdSource
  readonly clock: Clock
}

const dayMs = 24 * 60 * 60 * 1000

/** A code with which accounts may be opened. It is told once; only its hash is kept. @throws Refusal `invalid_input`. */
export async function createInvite(
  { invites, inviteCodes, ids, clock }: Needs,
  request: CreateInvite,
): Promise<{ readonly invite: Invite; readonly code: string }> {
  const { actor, mostUses = 1, days = 7 } = request
  checkWhole('uses', mostUses, 1000)
  checkWhole('days', days, 365)
  const atMs = Math.round(clock.now())
  const { code, hash } = inviteCodes.create()
  const invite: Invite = {
    id: ids.uuid(),
    codeHash: hash,
    note: parseRemark(request.note ?? '', 'note'),
    uses: 0,
    mostUses,
    byId: actorId(actor),
    createdAtMs: atMs,
    expiresAtMs: atMs + days * dayMs,
  }
  const target = { id: invite.id, username: null }
  const details = { uses: String(mostUses), days: String(days), note: invite.note || null }
  await invites.add(invite, auditEntry({ actor, atMs, action: 'invite_created', target, details }))
  return { invite, code }
}

/** @throws Refusal `invite_not_found`. */
export async function revokeInvite(
  { invites, clock }: Pick<Needs, 'invites' | 'clock'>,
  { actor, inviteId }: { readonly actor: Actor; readonly inviteId: string },
): Promise<void> {
  const target = { id: inviteId, username: null }
  const entry = auditEntry({ actor, atMs: Math.round(clock.now()), action: 'invite_revoked', target })
  const was = await invites.remove(inviteId, entry)
  if (!was) throw new Refusal('invite_not_found')
}

function checkWhole(field: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return
  throw new Refusal('invalid_input', { field, ...issue('not_between', { least: 1, most }) })
}
