import type { Clock, RateLimiter } from '@tutti/core'

interface Count {
  taken: number
  readonly resetAtMs: number
}

/** Counts by the clock that a test holds in its hands. */
export function createFakeRateLimiter({ now }: Clock): RateLimiter {
  const counts = new Map<string, Count>()
  const countOf = (id: string, windowMs: number): Count => {
    const present = counts.get(id)
    if (present && present.resetAtMs > now()) return present
    const count = { taken: 0, resetAtMs: Math.floor((now() + windowMs) / 1000) * 1000 }
    counts.set(id, count)
    return count
  }
  return {
    async take({ name, limit, windowMs }, key) {
      const count = countOf(`${name} ${key}`, windowMs)
      count.taken += 1
      const { taken, resetAtMs } = count
      return { granted: taken <= limit, remaining: Math.max(0, limit - taken), resetAtMs }
    },
    async giveBack({ name, windowMs }, key) {
      const count = countOf(`${name} ${key}`, windowMs)
      count.taken = Math.max(0, count.taken - 1)
    },
  }
}
