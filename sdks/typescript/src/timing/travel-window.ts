const remembered = 2_048
const rememberedMs = 120_000
const binsPerMs = 2
const earliestMs = -256
const bins = 4_096

/** How long the last messages of a player took from their key to here, in half milliseconds. Adding never allocates. */
export class TravelWindow {
  readonly #counts = new Uint16Array(bins)
  readonly #bins = new Uint16Array(remembered)
  readonly #atMs = new Float64Array(remembered)
  #first = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  add(travelMs: number, nowMs: number): void {
    if (this.#size === remembered) this.#forgetFirst()
    while (this.#size > 0 && nowMs - (this.#atMs[this.#first] ?? 0) > rememberedMs) this.#forgetFirst()
    const index = (this.#first + this.#size) % remembered
    const bin = Math.min(bins - 1, Math.max(0, Math.round((travelMs - earliestMs) * binsPerMs)))
    this.#bins[index] = bin
    this.#atMs[index] = nowMs
    this.#counts[bin] = (this.#counts[bin] ?? 0) + 1
    this.#size += 1
  }

  /** The travel that all but `share` (0 to 1) of the messages did not exceed; 0 when there are none. */
  quantile(share: number): number {
    return this.topMs(Math.floor(this.#size * (1 - share)))
  }

  /** The longest travel but for the `excepted` longest ones. */
  topMs(excepted: number): number {
    let left = Math.min(excepted, this.#size - 1)
    for (let bin = bins - 1; bin >= 0; bin -= 1) {
      left -= this.#counts[bin] ?? 0
      if (left < 0) return bin / binsPerMs + earliestMs
    }
    return 0
  }

  #forgetFirst(): void {
    const bin = this.#bins[this.#first] ?? 0
    this.#counts[bin] = (this.#counts[bin] ?? 1) - 1
    this.#first = (this.#first + 1) % remembered
    this.#size -= 1
  }
}
