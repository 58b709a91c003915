const baseMs = 250
const capMs = 15_000

/** Full jitter: anything from 0 to the cap, and the cap doubles each time. */
export class Backoff {
  readonly #random: () => number
  #attempts = 0

  constructor(random: () => number) {
    this.#random = random
  }

  /** How many delays were given since the reset. */
  get attempts(): number {
    return this.#attempts
  }

  nextMs(): number {
    const highestMs = Math.min(capMs, baseMs * 2 ** Math.min(this.#attempts, 16))
    this.#attempts += 1
    return this.#random() * highestMs
  }

  reset(): void {
    this.#attempts = 0
  }
}
