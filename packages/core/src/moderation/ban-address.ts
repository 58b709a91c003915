import type { Clock } from '../ports/clock.ts'
import type { SanctionStore } from '../ports/sanction-store.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import { actorId, type Actor } from './actor.ts'
import type { AddressBan } from './address-ban.ts'
import { includesAddress, parseAddressRange } from './address-range.ts'
import { auditEntry } from './audit-entry.ts'
import { parseReason } from './reason.ts'
import { checkUntil } from './suspend-user.ts'

export interface BanAddress {
  readonly actor: Actor
  /** An address, or a range such as `192.0.2.0/24`. */
  readonly address: string
  readonly reason: string
  readonly untilMs: number | null
}

interface Needs {
  readonly sanctions: SanctionStore
  readonly clock: Clock
}

/**
 * Shuts an address, or all that begin alike, out of coming in.
 * @throws Refusal `invalid_input`, also for a range that the actor's own address lies in.
 */
export async function banAddress({ sanctions, clock }: Needs, request: BanAddress): Promise<AddressBan> {
  const { actor, untilMs } = request
  const range = parseAddressRange(request.address)
  const reason = parseReason(request.reason)
  const atMs = Math.round(clock.now())
  checkUntil(untilMs, atMs)
  if (actor.kind === 'user' && actor.address !== null && includesAddress(range, actor.address)) {
    throw new Refusal('invalid_input', { field: 'address', ...issue('own_range') })
  }

  const ban = { range, reason, byId: actorId(actor), createdAtMs: atMs, untilMs }
  const target = { id: range.text, username: null }
  const until = untilMs === null ? null : new Date(untilMs).toISOString()
  await sanctions.addAddressBan(
    ban,
    auditEntry({ actor, atMs, action: 'address_banned', target, details: { reason, until } }),
  )
  return ban
}

/** @throws Refusal `invalid_input`, `address_ban_not_found`. */
export async function liftAddressBan(
  { sanctions, clock }: Needs,
  { actor, address }: Pick<BanAddress, 'actor' | 'address'>,
): Promise<void> {
  const range = parseAddressRange(address)
  const target = { id: range.text, username: null }
  const entry = auditEntry({ actor, atMs: Math.round(clock.now()), action: 'address_ban_lifted', target })
  const was = await sanctions.removeAddressBan(range, entry)
  if (!was) throw new Refusal('address_ban_not_found')
}
