import type { SimulatedTime } from './simulated-time.ts'

/** How one direction of a simulated TCP link behaves. */
export interface LinkWeather {
  /** Everything arrives this much later. */
  readonly delayMs: number
  /**
   * … and up to this much more. It changes every 25 ms, as while a radio waits for its turn: what is sent at once is late
   * alike, however much that is.
   */
  readonly jitterMs: number
  /** 0 to 1: the part of the time in which nothing comes through, as while a lost packet is sent again. */
  readonly stallShare: number
}

const jitterLastsMs = 25
const shortestStallMs = 100
const longestStallMs = 400

/** One direction of a TCP link: frames are late by what the weather says, and never overtake each other. */
export class SimulatedLink {
  readonly #time: SimulatedTime
  readonly #random: () => number
  readonly #weather: LinkWeather
  #lastDueMs = 0
  #jitter = { lateMs: 0, slot: -1 }
  #stall = { fromMs: 0, untilMs: 0 }
  #isCut = false

  constructor(time: SimulatedTime, weather: LinkWeather, random: () => number) {
    this.#time = time
    this.#weather = weather
    this.#random = random
  }

  /** `arrive` runs when the frame is there. */
  send(arrive: () => void): void {
    const earliestMs = this.#time.nowMs + this.#weather.delayMs + this.#jitterMs()
    this.#lastDueMs = Math.max(this.#lastDueMs, this.#afterStall(earliestMs))
    this.#time.at(this.#lastDueMs, () => {
      if (!this.#isCut) arrive()
    })
  }

  /** Nothing that is under way, or sent from now on, arrives. */
  cut(): void {
    this.#isCut = true
  }

  #jitterMs(): number {
    const slot = Math.floor(this.#time.nowMs / jitterLastsMs)
    if (slot !== this.#jitter.slot) this.#jitter = { lateMs: this.#random() * this.#weather.jitterMs, slot }
    return this.#jitter.lateMs
  }

  /** Stalls come at random, one after the other. */
  #afterStall(atMs: number): number {
    const { stallShare } = this.#weather
    if (stallShare === 0) return atMs
    while (this.#stall.untilMs < atMs) {
      const usualMs = (shortestStallMs + longestStallMs) / 2
      const apartMs = -Math.log(1 - this.#random()) * (usualMs / stallShare - usualMs)
      const fromMs = this.#stall.untilMs + apartMs
      const lastsMs = shortestStallMs + this.#random() * (longestStallMs - shortestStallMs)
      this.#stall = { fromMs, untilMs: fromMs + lastsMs }
    }
    return atMs >= this.#stall.fromMs ? this.#stall.untilMs : atMs
  }
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
