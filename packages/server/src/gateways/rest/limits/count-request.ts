import { Refusal, type Allowance, type Budget, type Clock, type RateLimiter, type UserId } from '@tutti/core'
import type { LimitClass } from '@tutti/protocol/rest'
import { addressKey } from '../../../addresses/address.ts'
import type { Log } from '../../../telemetry/log.ts'
import { limitRules, type RequestLimits } from './request-limits.ts'

export interface CountNeeds {
  readonly rateLimiter: RateLimiter
  /** Undefined: nothing is counted. */
  readonly requestLimits?: RequestLimits | undefined
  readonly clock: Clock
  readonly log: Log
}

export interface Countable {
  readonly limit: LimitClass
  readonly operation: string
  readonly userId?: UserId | undefined
  readonly address: string
}

export interface Counted {
  /** What the client is told about its budget. */
  readonly headers: Readonly<Record<string, string>>
  /** Why the request may not go on. */
  readonly refusal?: Refusal
}

/** Takes one request from its budget. Aliases of an address count together: operations are counted, not paths (S-30). */
export async function countRequest(needs: CountNeeds, countable: Countable): Promise<Counted> {
  const budget = needs.requestLimits?.[countable.limit]
  if (!budget) return { headers: {} }
  try {
    const allowance = await needs.rateLimiter.take(budget, keyOf(countable))
    return judge(budget, allowance, needs.clock.now())
  } catch (error) {
    needs.log.error({ event: 'limiter_failed', limit: countable.limit, err: error })
    if (limitRules[countable.limit].whenUncounted === 'allow') return { headers: {} }
    return { headers: {}, refusal: new Refusal('unavailable', { retryAfterMs: 1000 }, { cause: error }) }
  }
}

function keyOf({ limit, operation, userId, address }: Countable): string {
  const { countsBy, perOperation } = limitRules[limit]
  const who = countsBy === 'user' && userId !== undefined ? `user ${userId}` : addressKey(address)
  return perOperation ? `${operation} ${who}` : who
}

function judge(
  { name, limit, windowMs }: Budget,
  { granted, remaining, resetAtMs }: Allowance,
  nowMs: number,
): Counted {
  const retryAfterMs = Math.max(1, resetAtMs - nowMs)
  const headers = {
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(Math.ceil(resetAtMs / 1000)),
    'RateLimit-Policy': `"${name}";q=${limit};w=${Math.round(windowMs / 1000)}`,
    RateLimit: `"${name}";r=${remaining};t=${Math.ceil(retryAfterMs / 1000)}`,
  }
  return granted ? { headers } : { headers, refusal: new Refusal('rate_limited', { retryAfterMs }) }
}
