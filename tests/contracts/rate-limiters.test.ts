import { createMemoryRateLimiter } from '@tutti/server'
import { createFakeClock, createFakeRateLimiter } from '@tutti/testkit'
import { rateLimiterContract } from '@tutti/testkit/contracts'
import { vi } from 'vitest'

const startMs = 1_800_000_000_400

rateLimiterContract('the fake', () => {
  const clock = createFakeClock(startMs)
  return {
    limiter: createFakeRateLimiter(clock),
    now: () => clock.now(),
    advance: (byMs) => clock.advance(byMs),
    [Symbol.dispose]: () => undefined,
  }
})

rateLimiterContract('memory', () => {
  vi.useFakeTimers({ now: startMs })
  return {
    limiter: createMemoryRateLimiter({ now: () => Date.now() }),
    now: () => Date.now(),
    advance: (byMs) => void vi.advanceTimersByTime(byMs),
    [Symbol.dispose]: () => void vi.useRealTimers(),
  }
})
