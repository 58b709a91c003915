export interface ContextTime {
  /** Seconds. */
  readonly currentTime: number
}

/** Steps wider than this are a suspended device, not jitter. */
const stepMs = 60
const forgetting = 0.004

/**
 * Places moments of `performance.now()` on an audio context. `currentTime` advances in blocks, so the newest reading is
 * mostly behind the truth: the furthest one ahead is kept, and given up slowly so that drift is followed.
 */
export class AudioClock {
  readonly #context: ContextTime
  readonly #nowMs: () => number
  #aheadMs: number | undefined

  constructor(context: ContextTime, nowMs: () => number) {
    this.#context = context
    this.#nowMs = nowMs
  }

  /** Seconds of the audio context at this `performance.now()`; never before what the context plays now. */
  timeAt(localMs: number): number {
    return Math.max(this.#context.currentTime, (localMs + this.#measure()) / 1000)
  }

  #measure(): number {
    const sampleMs = this.#context.currentTime * 1000 - this.#nowMs()
    const known = this.#aheadMs
    const hasStepped = known === undefined || Math.abs(sampleMs - known) > stepMs
    this.#aheadMs = hasStepped ? sampleMs : Math.max(sampleMs, known + (sampleMs - known) * forgetting)
    return this.#aheadMs
  }
}
