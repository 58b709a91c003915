import { Refusal, type Budget, type Clock, type RateLimiter } from '@tutti/core'
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
  #places: number
  #countedAtMs: number

  constructor(parts: UpgradeGateParts) {
    this.#parts = parts
    this.#places = parts.perSecond ?? 0
    this.#countedAtMs = parts.clock.now()
  }

  /** @throws Refusal `overloaded`, `rate_limited`, `unavailable`, and what `admit` throws. */
  async pass<Admission>(address: string, admit: () => Promise<Admission>): Promise<Admission> {
    this.#takePlace()
    const { badTickets, rateLimiter, clock } = this.#parts
    if (!badTickets) return admit()
    const key = addressKey(address)
    const { granted, resetAtMs } = await rateLimiter.take(badTickets, key).catch((cause: unknown) => {
      throw new Refusal('unavailable', {}, { cause })
    })
    if (!granted) throw new Refusal('rate_limited', { retryAfterMs: Math.max(1, resetAtMs - clock.now()) })
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

  /** A bucket that holds a second's worth. */
  #takePlace(): void {
    const { perSecond, clock } = this.#parts
    if (perSecond === undefined) return
    const nowMs = clock.now()
    const refilled = this.#places + (Math.max(0, nowMs - this.#countedAtMs) / 1000) * perSecond
    this.#places = Math.min(perSecond, refilled)
    this.#countedAtMs = nowMs
    if (this.#places < 1) throw new Refusal('overloaded', { retryAfterMs: 1000 })
    this.#places -= 1
  }
}

const guesses: ReadonlySet<Refusal['code']> = new Set(['not_authenticated', 'invalid_token', 'invalid_ticket'])
