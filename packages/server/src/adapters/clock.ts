import type { Clock } from '@tutti/core'

/** The wall time at the start, carried on by the monotonic clock: setting the machine's clock moves nothing here. */
export function createSystemClock(): Clock {
  const { timeOrigin } = performance
  return { now: () => timeOrigin + performance.now() }
}
