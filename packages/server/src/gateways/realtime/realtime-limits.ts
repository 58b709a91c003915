import type { Budget } from '@tutti/core'

/** What clients may do how often. Absent: nothing is counted. */
export interface RealtimeLimits {
  /** Of one connection, pings and pongs too. */
  readonly framesPerSecond: number
  /** Of one user each, over all connections. */
  readonly chat: Budget
  readonly joins: Budget
  readonly roomsOpened: Budget
}
