/** So many in each second, and as many at once. What is over is told by `take` alone: for what needs no store to count it. */
export class BudgetPerSecond {
  readonly #perSecond: number
  #left: number
  #countedAtMs: number

  constructor(perSecond: number, nowMs: number) {
    this.#perSecond = perSecond
    this.#left = perSecond
    this.#countedAtMs = nowMs
  }

  take(nowMs: number): boolean {
    const refilled = this.#left + (Math.max(0, nowMs - this.#countedAtMs) / 1000) * this.#perSecond
    this.#left = Math.min(this.#perSecond, refilled)
    this.#countedAtMs = nowMs
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
