/** How a delay shrinks. */
interface Pace {
  /** Less than this, or than this share of it, is not worth a change: a steady beat is worth more than a short delay. */
  readonly worthwhileMs: number
  readonly worthwhileShare: number
  /** Of the time that passes within a phrase, this much: nobody hears a tempo that is a thousandth faster. */
  readonly takenOfPhrase: number
}

const settled: Pace = { worthwhileMs: 15, worthwhileShare: 0.4, takenOfPhrase: 0.001 }
/** Among the first notes a guess may be taken back before anybody has found the beat. */
const learning: Pace = { worthwhileMs: 3, worthwhileShare: 0, takenOfPhrase: 0.04 }
/** A rest this long ends a phrase: a little of it may be taken away unheard. */
const restMs = 500
const takenOfRest = 0.1

/** A delay that grows at once and shrinks so slowly, most of it in rests, that onsets never bunch. */
export class GentleDelay {
  #ms: number | undefined
  #heardMs = 0

  /** 0 before the first need. */
  get ms(): number {
    return this.#ms ?? 0
  }

  /** Something is heard, and needs this much. `nowMs` on a clock that never goes back. */
  need(neededMs: number, nowMs: number, isLearning = false): void {
    const passedMs = Math.max(0, nowMs - this.#heardMs)
    this.#heardMs = nowMs
    const heldMs = this.#ms
    if (heldMs === undefined || neededMs >= heldMs) {
      this.#ms = neededMs
      return
    }
    const { worthwhileMs, worthwhileShare, takenOfPhrase } = isLearning ? learning : settled
    if (heldMs - neededMs < Math.max(worthwhileMs, worthwhileShare * heldMs)) return
    const taken = passedMs >= restMs ? takenOfRest : takenOfPhrase
    this.#ms = Math.max(neededMs, heldMs - passedMs * taken)
  }
}
