import type { Clock } from '@tutti/core'

/** Time that passes when a test says so. */
export interface FakeClock extends Clock {
  set(nowMs: number): void
  advance(byMs: number): void
}

export function createFakeClock(startMs = 0): FakeClock {
  let nowMs = startMs
  return {
    now: () => nowMs,
    set(toMs) {
      nowMs = toMs
    },
    advance(byMs) {
      nowMs += byMs
    },
  }
}
