const windowMs = 1000
/** So many seconds over the limit within `forgivenMs` are a flood. */
const mostBreaches = 3
const forgivenMs = 10_000

/** `over`: told once in a second; `flood`: twice as many as may be, or over the limit again and again. */
export type FramePace = 'fine' | 'over' | 'flood'

/** How many frames a connection sends, pings and pongs too. */
export class FrameMeter {
  readonly #perSecond: number
  #sinceMs = Number.NEGATIVE_INFINITY
  #frames = 0
  #breaches = 0
  #breachedAtMs = Number.NEGATIVE_INFINITY

  /** Infinity: nothing is counted. */
  constructor(perSecond: number) {
    this.#perSecond = perSecond
  }

  count(nowMs: number): FramePace {
    if (nowMs - this.#sinceMs >= windowMs) {
      this.#sinceMs = nowMs
      this.#frames = 0
    }
    this.#frames += 1
    if (this.#frames <= this.#perSecond) return 'fine'
    if (this.#frames > this.#perSecond * 2) return 'flood'
    // The first one too many of this second.
    return this.#frames === this.#perSecond + 1 ? this.#breach(nowMs) : 'fine'
  }

  #breach(nowMs: number): FramePace {
    if (nowMs - this.#breachedAtMs > forgivenMs) this.#breaches = 0
    this.#breachedAtMs = nowMs
    this.#breaches += 1
    return this.#breaches < mostBreaches ? 'over' : 'flood'
  }
}
