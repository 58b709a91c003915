import type { UserId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { includesAddress, type AddressRange } from './address-range.ts'

export interface AddressBan {
  readonly range: AddressRange
  readonly reason: string
  /** Null when the operator did it at the command line. */
  readonly byId: UserId | null
  readonly createdAtMs: number
  /** Null: until it is lifted. */
  readonly untilMs: number | null
}

/** @throws Refusal `address_banned` when a ban that is in force covers the address. */
export function checkAddress(bans: Iterable<AddressBan>, address: string | undefined, nowMs: number): void {
  if (address === undefined) return
  for (const { range, untilMs } of bans) {
    if ((untilMs !== null && untilMs <= nowMs) || !includesAddress(range, address)) continue
    throw new Refusal('address_banned', { reason: 'address_banned', ...(untilMs !== null && { untilMs }) })
  }
}
