import type { AddressBan } from '../moderation/address-ban.ts'
import type { Maintenance } from '../moderation/maintenance.ts'

/** What counts for everybody on this instance, as it was known a moment ago: it is asked at every door, without waiting. */
export interface HouseRules {
  readonly maintenance: Maintenance
  readonly addressBans: readonly AddressBan[]
  /** Takes on what has changed, here or elsewhere. After a change of one's own it counts from then on. */
  refresh(): Promise<void>
}
