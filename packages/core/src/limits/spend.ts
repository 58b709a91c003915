import type { Clock } from '../ports/clock.ts'
import type { Budget, RateLimiter } from '../ports/rate-limiter.ts'
import { Refusal } from '../refusal.ts'

/**
 * Takes one from a user's budget; without one there is nothing to take from.
 * @throws Refusal `rate_limited` when nothing is left, `unavailable` when nobody can count.
 */
export async function spend(
  { rateLimiter, clock }: { readonly rateLimiter: RateLimiter; readonly clock: Clock },
  budget: Budget | undefined,
  user: string,
): Promise<void> {
  if (!budget) return
  const { granted, resetAtMs } = await rateLimiter.take(budget, user).catch((cause: unknown) => {
    throw new Refusal('unavailable', {}, { cause })
  })
  if (!granted) throw new Refusal('rate_limited', { retryAfterMs: Math.max(1, resetAtMs - clock.now()) })
}
