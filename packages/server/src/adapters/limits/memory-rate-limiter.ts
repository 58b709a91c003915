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

  const present = (
    { remainingPoints, msBeforeNext }: RateLimiterRes,
    { windowMs, granted }: { readonly windowMs: number; readonly granted: boolean },
  ): Allowance => ({
    granted,
    remaining: Math.max(0, remainingPoints),
    resetAtMs: Math.min(
      Math.round((clock.now() + Math.max(0, msBeforeNext)) / 1000) * 1000,
      // The machine's clock was set back meanwhile: the window ends all the same.
      lastSecondWithin(clock.now(), windowMs),
    ),
  })

  return {
    async take(budget, key) {
      const { windowMs } = budget
      try {
        const customDuration = durationFrom(clock.now(), windowMs)
        return present(await counterOf(budget).consume(key, 1, { customDuration }), { windowMs, granted: true })
      } catch (error) {
        if (error instanceof RateLimiterRes) return present(error, { windowMs, granted: false })
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
  return (lastSecondWithin(nowMs, windowMs) - nowMs) / 1000
}

function lastSecondWithin(nowMs: number, windowMs: number): number {
  return Math.floor((nowMs + windowMs) / 1000) * 1000
}
