import { GentleDelay } from './gentle-delay.ts'
import { latestMs } from './play-time.ts'
import { TravelWindow } from './travel-window.ts'

/** Of a hundred messages at most this many come after their time … */
const latePercent = 1
/** … and, those that wait behind a stalled one counted too, as few so late that their notes are left out. */
const lostMessages = 5
/** So few messages are all that is known: none may be excepted, and the worst is yet to come. */
const few = 20
const stillLearning = 64
const settledAfter = 32
/** What the jitter of a line is thought to be worth before it was seen: as much as so many messages. */
const priorWeight = 6
/** … and what the server has measured of it. */
const toldWeight = 4
/** A round trip varies more than the way of a note, and its middle lies well above its shortest. */
const priorShare = 0.55
const likelySpread = 2.5
const marginMs = 1.5
const shortestMs = 10
/** Notes would come too late to play by; what is slower still is played late or left out. */
const mostAddedMs = 160
const longestMs = 1_000
/** What comes within this of the message before has waited behind it. */
const togetherMs = 1.5
/** Sent long before it was due, like a piece from a file: says nothing of the line. */
const aheadMs = -20

/** What is known of a line before its first note. */
export interface LineKnown {
  /** How unevenly our own round trips come: the middle one over the shortest. */
  readonly jitterMs?: number
  /** From their key to here, as far as round trips tell. */
  readonly travelMs?: number | undefined
}

/**
 * How long to hold back what one player sends: the least that loses less than 1 % of it. It grows at once, from the first
 * messages by what is known of our own line, and shrinks slowly.
 */
export class SenderDelay {
  /** Of the messages that came alone, or before the others that came with them. */
  readonly #travel = new TravelWindow()
  readonly #all = new TravelWindow()
  readonly #delay = new GentleDelay()
  readonly #priorSpreadMs: number
  #mean: number
  /** How many messages the mean is worth. */
  #weight: number
  #squares = 0
  #counted = 0
  #lastMs = Number.NEGATIVE_INFINITY

  constructor({ jitterMs = 0, travelMs }: LineKnown = {}) {
    this.#priorSpreadMs = jitterMs * priorShare
    this.#mean = travelMs ?? 0
    this.#weight = travelMs === undefined ? 0 : toldWeight
  }

  get delayMs(): number {
    return Math.max(shortestMs, this.#delay.ms)
  }

  /** The typical way from that player's key to here; undefined before the first note. */
  get medianTravelMs(): number | undefined {
    return this.#travel.size === 0 ? undefined : this.#travel.quantile(0.5)
  }

  /** A message of theirs took this long from key to here. `nowMs` on a clock that never goes back. */
  heard(travelMs: number, nowMs: number): void {
    const waitedBehind = nowMs - this.#lastMs < togetherMs
    this.#lastMs = nowMs
    if (travelMs < aheadMs) return
    this.#all.add(travelMs, nowMs)
    if (!waitedBehind) this.#learn(travelMs, nowMs)
    this.#delay.need(this.#neededMs(travelMs), nowMs, this.#counted < settledAfter)
  }

  #learn(travelMs: number, nowMs: number): void {
    this.#travel.add(travelMs, nowMs)
    if (this.#counted >= stillLearning) return
    this.#counted += 1
    // One stall at the beginning says little of the spread.
    const heardMs = this.#weight === 0 ? travelMs : Math.min(travelMs, this.#mean + 3 * this.#spreadMs + 10)
    const from = heardMs - this.#mean
    this.#weight += 1
    this.#mean += from / this.#weight
    this.#squares += from * (heardMs - this.#mean)
  }

  get #spreadMs(): number {
    const prior = priorWeight * this.#priorSpreadMs ** 2
    return Math.sqrt((prior + this.#squares) / (priorWeight + Math.max(0, this.#counted - 1)))
  }

  #neededMs(travelMs: number): number {
    const { size } = this.#travel
    if (size === 0) return travelMs + marginMs
    const excepted = size < few ? 0 : Math.max(1, Math.floor((size * latePercent) / 100))
    const seenMs = this.#travel.topMs(excepted)
    const likelyMs =
      size < stillLearning ? this.#mean + likelySpread * this.#spreadMs * Math.sqrt(1 + 1 / this.#weight) : 0
    const lostMs = this.#all.topMs(Math.max(lostMessages, Math.floor(this.#all.size / 100))) - latestMs
    const mostMs = Math.min(longestMs, this.#travel.quantile(0.1) + mostAddedMs)
    return Math.min(mostMs, Math.max(seenMs, likelyMs, lostMs) + marginMs)
  }
}
