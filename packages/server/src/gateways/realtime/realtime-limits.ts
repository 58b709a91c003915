import { Refusal, type Budget, type Clock, type RateLimiter, type UserId } from '@tutti/core'

/** What clients may do how often. Absent: nothing is counted. */
export interface RealtimeLimits {
  /** Of one connection, pings and pongs too. */
  readonly framesPerSecond: number
  /** Of one user each, over all connections. */
  readonly chat: Budget
  readonly joins: Budget
  readonly roomsOpened: Budget
}

/** Takes one from a user's budget. @throws Refusal `rate_limited`. When nobody can count, it is granted. */
export async function checkBudget(
  { rateLimiter, clock }: { readonly rateLimiter: RateLimiter; readonly clock: Clock },
  budget: Budget | undefined,
  user: UserId,
): Promise<void> {
  if (!budget) return
  const allowance = await rateLimiter.take(budget, user).catch(() => undefined)
  if (!allowance || allowance.granted) return
  throw new Refusal('rate_limited', { retryAfterMs: Math.max(1, allowance.resetAtMs - clock.now()) })
}
