/** Time comes in through here, so that tests never sleep. */
export interface Clock {
  /** Milliseconds since the epoch, with fractions: the wall time at the start plus a monotonic clock; it never steps. */
  now(): number
}
