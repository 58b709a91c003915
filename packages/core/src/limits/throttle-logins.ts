import type { Clock } from '../ports/clock.ts'
import type { Budget, RateLimiter } from '../ports/rate-limiter.ts'
import { Refusal } from '../refusal.ts'
import { emailKey } from '../users/email.ts'
import { usernameKey } from '../users/username.ts'
import { spend } from './spend.ts'

export interface ThrottleNeeds {
  readonly rateLimiter: RateLimiter
  readonly clock: Clock
  readonly limits: {
    /** Wrong passwords for one login, wherever they come from; undefined counts none. */
    readonly loginFailures?: Budget | undefined
  }
}

/**
 * Guesses at one login are counted across all addresses, and whether there is such an account makes no difference.
 * Whoever is in already stays in. @throws Refusal `rate_limited` when there were too many, `unavailable` when nobody can
 * say, and what `attempt` throws.
 */
export async function throttleLogins<Result>(
  needs: ThrottleNeeds,
  login: string,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const budget = needs.limits.loginFailures
  if (!budget) return attempt()
  const key = keyOf(login)
  await spend(needs, { budget, key })
  const forgive = () => needs.rateLimiter.giveBack(budget, key).catch(() => undefined)
  try {
    const result = await attempt()
    await forgive()
    return result
  } catch (error) {
    // Only a guess costs: what was refused for another reason told nothing about the password.
    if (!(error instanceof Refusal && error.code === 'wrong_credentials')) await forgive()
    throw error
  }
}

/** Every way to write one login is the same login. */
function keyOf(login: string): string {
  const text = login.slice(0, 254)
  return text.includes('@') ? emailKey(text.normalize('NFC').trim()) : usernameKey(text.trim())
}
