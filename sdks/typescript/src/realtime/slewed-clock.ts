/** What the clock should be steered to. */
export interface Steer {
  readonly localMs: number
  /** What the server's clock shows at `localMs`. */
  readonly serverMs: number
  /** How much faster the server's clock runs: ms per ms. */
  readonly drift: number
  /** Music can hardly be under way yet: a large correction soon is better than a small one for long. */
  readonly isQuick: boolean
}

/** An error dies away over this long … */
const correctionMs = 4_000
/** … but no interval is bent by more than this share of it. */
const gentlest = 0.005
const quickest = 0.25
/** Further behind than this is no measuring error: this device slept. */
const leapMs = 250
/** Further ahead than this the clock almost stands still until the server's has come up. */
const stall = 0.9

/** A clock in two pieces: until `settledMs` it runs a little fast or slow to catch up, from there on at the server's rate. */
export class SlewedClock {
  #localMs: number
  #serverMs: number
  #settledMs: number
  #catchingUp = 1
  #rate = 1

  constructor(localMs: number, serverMs: number) {
    this.#localMs = localMs
    this.#serverMs = serverMs
    this.#settledMs = localMs
  }

  serverAt(localMs: number): number {
    if (localMs >= this.#settledMs) return this.#settledServerMs + (localMs - this.#settledMs) * this.#rate
    const rate = localMs < this.#localMs ? this.#rate : this.#catchingUp
    return this.#serverMs + (localMs - this.#localMs) * rate
  }

  localAt(serverMs: number): number {
    const settledServerMs = this.#settledServerMs
    if (serverMs >= settledServerMs) return this.#settledMs + (serverMs - settledServerMs) / this.#rate
    const rate = serverMs < this.#serverMs ? this.#rate : this.#catchingUp
    return this.#localMs + (serverMs - this.#serverMs) / rate
  }

  /** From now on the clock shows `serverMs`, whatever it showed before. */
  set(localMs: number, serverMs: number, drift = 0): void {
    this.#localMs = localMs
    this.#serverMs = serverMs
    this.#settledMs = localMs
    this.#rate = 1 + drift
    this.#catchingUp = this.#rate
  }

  /** Comes to show `serverMs` without ever going back. */
  steer({ localMs, serverMs, drift, isQuick }: Steer): void {
    const shownMs = this.serverAt(localMs)
    const errorMs = serverMs - shownMs
    if (errorMs > leapMs) return this.set(localMs, serverMs, drift)
    this.set(localMs, shownMs, drift)
    const correction = correctionOf(errorMs, isQuick)
    if (correction === 0) return
    this.#catchingUp = this.#rate + correction
    this.#settledMs = localMs + errorMs / correction
  }

  get #settledServerMs(): number {
    return this.#serverMs + (this.#settledMs - this.#localMs) * this.#catchingUp
  }
}

/** How much faster (or, below 0, slower) than the server's clock to run meanwhile. */
function correctionOf(errorMs: number, isQuick: boolean): number {
  if (errorMs < -leapMs) return -stall
  if (isQuick) return Math.sign(errorMs) * quickest
  return Math.min(gentlest, Math.max(-gentlest, errorMs / correctionMs))
}
