import type { Clock } from '../ports/clock.ts'
import type { Budget, RateLimiter } from '../ports/rate-limiter.ts'
import { Refusal } from '../refusal.ts'

export interface Spending {
  /** Undefined: there is nothing to take from. */
  readonly budget: Budget | undefined
  /** Whose it is. */
  readonly key: string
  /** What it means when nobody can count; `refuse` unless said otherwise. */
  readonly whenUncounted?: 'allow' | 'refuse'
}

/** Takes one from a budget. @throws Refusal `rate_limited` when nothing is left, `unavailable` when nobody can count. */
export async function spend(
  { rateLimiter, clock }: { readonly rateLimiter: RateLimiter; readonly clock: Clock },
  { budget, key, whenUncounted = 'refuse' }: Spending,
): Promise<void> {
  if (!budget) return
  const allowance = await rateLimiter.take(budget, key).catch((cause: unknown) => {
    if (whenUncounted === 'refuse') throw new Refusal('unavailable', { retryAfterMs: 1000 }, { cause })
  })
  if (!allowance || allowance.granted) return
  throw new Refusal('rate_limited', { retryAfterMs: Math.max(1, allowance.resetAtMs - clock.now()) })
}
