import type { LocalClock, Timers } from '../runtime.ts'

interface Due {
  readonly atMs: number
  readonly run: () => void
}

/** Time that passes only when it is told to. */
export class VirtualTime implements LocalClock, Timers {
  #nowMs = 1_000
  #due: readonly Due[] = []
  /** Of the wall clock, ahead of the monotonic one. */
  readonly epochMs: number

  constructor(epochMs = 1_700_000_000_000) {
    this.epochMs = epochMs
  }

  monotonicMs(): number {
    return this.#nowMs
  }

  wallMs(): number {
    return this.epochMs + this.#nowMs
  }

  /** Timers that have neither run nor been cancelled. */
  get pending(): number {
    return this.#due.length
  }

  after(delayMs: number, run: () => void): () => void {
    const due = { atMs: this.#nowMs + delayMs, run }
    this.#due = [...this.#due, due].toSorted((a, b) => a.atMs - b.atMs)
    return () => {
      this.#due = this.#due.filter((other) => other !== due)
    }
  }

  /** Lets everything happen that is due meanwhile, promises too. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms
    await settle()
    for (let next = this.#due[0]; next && next.atMs <= untilMs; next = this.#due[0]) {
      this.#nowMs = next.atMs
      this.#due = this.#due.slice(1)
      next.run()
      await settle()
    }
    this.#nowMs = untilMs
    await settle()
  }
}

/** Lets every promise that can go on go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve()
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
