const remembered = 64
const shortestMs = 20
const longestMs = 200
const marginMs = 4
/** Of a hundred messages this many arrive in time. */
const inTime = 0.97

/** How long to hold back what one player sends, so that nearly all of it is there when it is due. */
export class SenderDelay {
  readonly #travelMs: number[] = []
  #delayMs = shortestMs

  get delayMs(): number {
    return this.#delayMs
  }

  /** The typical way from that player's key to here; undefined before the first note. */
  get medianTravelMs(): number | undefined {
    return quantile(this.#travelMs, 0.5)
  }

  /** A message of theirs took this long from key to here. */
  heard(travelMs: number): void {
    this.#travelMs.push(travelMs)
    if (this.#travelMs.length > remembered) this.#travelMs.shift()
    const neededMs = (quantile(this.#travelMs, inTime) ?? 0) + marginMs
    this.#delayMs = Math.min(longestMs, Math.max(shortestMs, neededMs))
  }
}

function quantile(values: readonly number[], fraction: number): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * fraction))]
}
