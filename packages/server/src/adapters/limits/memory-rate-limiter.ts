import type { Allowance, Budget, Clock, RateLimiter } from '@tutti/core'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Counts within this process. A window begins with the first request in it and is forgotten when it ends. */
export function createMemoryRateLimiter(clock: Clock): RateLimiter {
  const counters = new Map<string, RateLimiterMemory>()

  const counterOf = ({ name, limit, windowMs }: Budget): RateLimiterMemory => {
    const present = counters.get(name)
    if (present) return present
    const counter = new RateLimiterMemory({ keyPrefix: '', points: limit, duration: windowMs / 1000 })
    counters.set(name, counter)
    return counter
  }

  const present = ({ remainingPoints, msBeforeNext }: RateLimiterRes, granted: boolean): Allowance => ({
    granted,
    remaining: Math.max(0, remainingPoints),
    resetAtMs: Math.round((clock.now() + msBeforeNext) / 1000) * 1000,
  })

  return {
    async take(budget, key) {
      try {
        const customDuration = durationFrom(clock.now(), budget.windowMs)
        return present(await counterOf(budget).consume(key, 1, { customDuration }), true)
      } catch (error) {
        if (error instanceof RateLimiterRes) return present(error, false)
        throw error
      }
    },
    async giveBack(budget, key) {
      const counter = counterOf(budget)
      const counted = await counter.get(key)
      // A window that has ended has nothing to be given back to.
      if (counted && counted.msBeforeNext > 0 && counted.consumedPoints > 0) await counter.reward(key, 1)
    },
  }
}

/** Seconds until the last whole second within the window, so that what a client is told is exact. */
function durationFrom(nowMs: number, windowMs: number): number {
  return (Math.floor((nowMs + windowMs) / 1000) * 1000 - nowMs) / 1000
}
