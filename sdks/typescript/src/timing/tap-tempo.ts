const mostTaps = 9
/** Whoever pauses longer begins anew. */
const pauseMs = 2_500

export interface Tapped {
  /** Beats per minute. */
  readonly tempo: number
  /** When the last beat was tapped, on the clock of the taps. */
  readonly beatMs: number
}

/** Finds the tempo that somebody taps: the middle of the distances, so that one slip does not count. */
export class TapTempo {
  #taps: readonly number[] = []

  /** `atMs` on any clock in milliseconds. Undefined for the first tap. */
  tap(atMs: number): Tapped | undefined {
    const last = this.#taps.at(-1)
    const goesOn = last !== undefined && atMs > last && atMs - last < pauseMs
    this.#taps = goesOn ? [...this.#taps, atMs].slice(-mostTaps) : [atMs]
    const distances = this.#taps.slice(1).map((tapMs, index) => tapMs - (this.#taps[index] ?? tapMs))
    const middleMs = distances.toSorted((a, b) => a - b)[Math.floor(distances.length / 2)]
    return middleMs === undefined ? undefined : { tempo: 60_000 / middleMs, beatMs: atMs }
  }
}
