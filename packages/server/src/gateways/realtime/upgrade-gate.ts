import { BudgetPerSecond, Refusal, spend, type Budget, type Clock, type RateLimiter } from '@tutti/core'
import { addressKey } from '../../addresses/address.ts'

export interface UpgradeGateParts {
  readonly rateLimiter: RateLimiter
  readonly clock: Clock
  /** Connections of one address that may be refused for a bad ticket or token; undefined counts none. */
  readonly badTickets: Budget | undefined
  /** Undefined lets everybody in at once. */
  readonly perSecond: number | undefined
}

/** Lets connections in one by one when many come at once, and keeps out who guesses tickets (S-102, R-22). */
export class UpgradeGate {
  readonly #parts: UpgradeGateParts
  readonly #places: BudgetPerSecond | undefined

  constructor(parts: UpgradeGateParts) {
    this.#parts = parts
    this.#places = parts.perSecond === undefined ? undefined : new BudgetPerSecond(parts.perSecond, parts.clock.now())
  }

  /** @throws Refusal `overloaded`, `rate_limited`, `unavailable`, and what `admit` throws. */
  async pass<Admission>(address: string, admit: () => Promise<Admission>): Promise<Admission> {
    const { badTickets, rateLimiter, clock } = this.#parts
    if (this.#places?.take(clock.now()) === false) throw new Refusal('overloaded', { retryAfterMs: 1000 })
    if (!badTickets) return admit()
    const key = addressKey(address)
    await spend(this.#parts, { budget: badTickets, key })
    const giveBack = () => rateLimiter.giveBack(badTickets, key).catch(() => undefined)
    try {
      const admission = await admit()
      await giveBack()
      return admission
    } catch (error) {
      if (!(error instanceof Refusal && guesses.has(error.code))) await giveBack()
      throw error
    }
  }
}

const guesses: ReadonlySet<Refusal['code']> = new Set(['not_authenticated', 'invalid_token', 'invalid_ticket'])
