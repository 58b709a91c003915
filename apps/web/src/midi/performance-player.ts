import type { TimedMidiEvent } from '@tutti/core'
import { channelOf, isNoteOff, isNoteOn, kindOf, kinds } from './channel-message.ts'
import { HeldNotes } from './held-notes.ts'

export type PlayerState = 'stopped' | 'playing' | 'paused' | 'ended'

export interface PlayerProgress {
  readonly state: PlayerState
  /** 0..1 */
  readonly fraction: number
  readonly positionMs: number
}

export interface PerformancePlayerOptions {
  readonly events: readonly TimedMidiEvent[]
  /** The clock on which `send` expects `atMs`. */
  nowMs(): number
  /** Gets events whose times span at most 200 ms, so that they fit one message. */
  send(events: readonly TimedMidiEvent[]): void
  /** Calls back once; the result cancels. */
  setTimer(callback: () => void, delayMs: number): () => void
  onProgress?(progress: PlayerProgress): void
}

const lookAheadMs = 15
/** Timers are late by a few milliseconds, so they are set this much early. */
const leadMs = 6
const longestSleepMs = 200
const widestMessageMs = 200
/** Later than this a note is left out; pedals and offs are not. */
const tooLateMs = 1000
const speeds = { slowest: 0.25, fastest: 4 } as const

/** Plays recorded or written music into a room as if someone were playing. Leaves nothing sounding when it pauses, seeks or stops. */
export class PerformancePlayer {
  readonly #options: PerformancePlayerOptions
  readonly #durationMs: number
  readonly #held = new HeldNotes()
  #state: PlayerState = 'stopped'
  #speed = 1
  #next = 0
  /** The place in the music, and the time on the clock, from which both run together. */
  #from = { positionMs: 0, clockMs: 0 }
  #sentMs = -Infinity
  #cancelTimer: () => void = () => {}

  constructor(options: PerformancePlayerOptions) {
    this.#options = options
    this.#durationMs = options.events.at(-1)?.atMs ?? 0
  }

  get progress(): PlayerProgress {
    const positionMs = this.#positionMs()
    return { state: this.#state, positionMs, fraction: this.#durationMs === 0 ? 0 : positionMs / this.#durationMs }
  }

  play(): void {
    if (this.#state === 'playing') return
    this.#begin(this.#state === 'paused' ? this.#from.positionMs : 0)
  }

  pause(): void {
    if (this.#state === 'playing') this.#rest('paused', this.#positionMs())
  }

  stop(): void {
    this.#rest('stopped', 0)
  }

  /** 0..1; goes on playing if it was. */
  seek(fraction: number): void {
    const positionMs = Math.min(1, Math.max(0, fraction)) * this.#durationMs
    const wasPlaying = this.#state === 'playing'
    this.#rest('paused', positionMs)
    if (wasPlaying) this.#begin(positionMs)
  }

  setSpeed(speed: number): void {
    this.#from = { positionMs: this.#positionMs(), clockMs: this.#options.nowMs() }
    this.#speed = Math.min(speeds.fastest, Math.max(speeds.slowest, speed))
    if (this.#state === 'playing') this.#sleep()
  }

  #begin(positionMs: number): void {
    const { events } = this.#options
    const clockMs = this.#notBeforeSent()
    this.#from = { positionMs, clockMs }
    this.#next = events.findIndex(({ atMs }) => atMs >= positionMs)
    if (this.#next < 0) this.#next = events.length
    this.#state = 'playing'
    const settings = settingsBefore(events, this.#next)
    for (const bytes of settings) this.#held.follow(bytes)
    this.#deliver(settings.map((bytes) => ({ atMs: clockMs, bytes })))
    this.#wake()
  }

  #rest(state: PlayerState, positionMs: number): void {
    this.#cancelTimer()
    this.#state = state
    this.#from = { positionMs, clockMs: this.#options.nowMs() }
    const atMs = this.#notBeforeSent()
    this.#deliver(this.#held.release().map((bytes) => ({ atMs, bytes })))
    this.#report()
  }

  #wake(): void {
    this.#cancelTimer()
    const nowMs = this.#options.nowMs()
    this.#deliver(this.#takeUntil(nowMs + lookAheadMs).filter((event) => this.#isWanted(event, nowMs)))
    if (this.#next >= this.#options.events.length && this.#positionMs() >= this.#durationMs)
      return this.#rest('ended', this.#durationMs)
    this.#report()
    this.#sleep()
  }

  #sleep(): void {
    this.#cancelTimer()
    const next = this.#options.events[this.#next]
    const wakeMs = this.#clockMsOf(next?.atMs ?? this.#durationMs) - (next ? leadMs : 0)
    const delayMs = Math.min(longestSleepMs, Math.max(0, wakeMs - this.#options.nowMs()))
    this.#cancelTimer = this.#options.setTimer(() => this.#wake(), delayMs)
  }

  #takeUntil(clockMs: number): TimedMidiEvent[] {
    const taken: TimedMidiEvent[] = []
    for (let event = this.#options.events[this.#next]; event; event = this.#options.events[this.#next]) {
      const atMs = this.#clockMsOf(event.atMs)
      if (atMs > clockMs) break
      taken.push({ atMs, bytes: event.bytes })
      this.#next += 1
    }
    return taken
  }

  /** Follows what is sent, so that an off goes out only for a key that was struck. */
  #isWanted({ atMs, bytes }: TimedMidiEvent, nowMs: number): boolean {
    if (isNoteOn(bytes) && nowMs - atMs > tooLateMs) return false
    if (isNoteOff(bytes) && !this.#held.holds(channelOf(bytes), bytes[1] ?? 0)) return false
    this.#held.follow(bytes)
    return true
  }

  #deliver(events: readonly TimedMidiEvent[]): void {
    let message: TimedMidiEvent[] = []
    for (const event of events) {
      this.#sentMs = Math.max(this.#sentMs, event.atMs)
      if (event.atMs - (message[0]?.atMs ?? event.atMs) > widestMessageMs) {
        this.#options.send(message)
        message = []
      }
      message.push(event)
    }
    if (message.length > 0) this.#options.send(message)
  }

  /** Events go out a few milliseconds ahead; what ends or replaces them must not come before them. */
  #notBeforeSent(): number {
    return Math.max(this.#options.nowMs(), this.#sentMs)
  }

  #positionMs(): number {
    const { positionMs, clockMs } = this.#from
    if (this.#state !== 'playing') return positionMs
    return Math.min(this.#durationMs, positionMs + Math.max(0, this.#options.nowMs() - clockMs) * this.#speed)
  }

  #clockMsOf(positionMs: number): number {
    return this.#from.clockMs + (positionMs - this.#from.positionMs) / this.#speed
  }

  #report(): void {
    this.#options.onProgress?.(this.progress)
  }
}

/** The pedals, programs and bends as they stand when the music is entered in the middle. */
function settingsBefore(events: readonly TimedMidiEvent[], end: number): readonly Uint8Array[] {
  const settings = new Map<string, Uint8Array>()
  for (const { bytes } of events.slice(0, end)) {
    const kind = kindOf(bytes)
    if (kind === kinds.control) settings.set(`${bytes[0]}/${bytes[1]}`, bytes)
    if (kind === kinds.program || kind === kinds.bend) settings.set(`${bytes[0]}`, bytes)
  }
  return [...settings.values()]
}
