import type { TimedMidiEvent } from '@tutti/core'
import { controlChange, kindOf, kinds, noteOff, pedalControllers } from '../midi/channel-message.ts'
import type { NoteEvent } from '../notes/rising-notes.ts'
import type { AudioClock } from '../playback/audio-clock.ts'
import { OwnHands } from './own-hands.ts'
import type { Sounding } from './sound-midi.ts'
import { seeMidi, soundMidi } from './sound-midi.ts'

/** Who plays here, for the piano, the canvas and the keys. */
export const self = 0

const sustain = 64
const lowest = 0
const highest = 127
/** No room delays its own players by more. */
const mostOwnDelayMs = 1_000

/** Where what is played here goes besides one's own ears. */
export interface Audience {
  play(bytes: Uint8Array): void
  /** `atMs` on performance.now(). */
  playAt(events: readonly TimedMidiEvent[]): void
  /** False while one may only listen. */
  readonly mayPlay: boolean
  /** What our own notes wait before they sound here; 0 unless said otherwise. */
  readonly ownDelayMs?: number
}

export interface StageState {
  readonly pedalDown: boolean
  readonly transpose: number
}

interface StageParts {
  readonly piano: Sounding
  readonly clock: Pick<AudioClock, 'timeAt'>
  readonly nowMs: () => number
  /** Called when somebody plays who may only listen. */
  readonly onRefused: () => void
}

/** Where hands, pieces and the others meet: everything that sounds and is seen passes here, outside React. */
export class Stage {
  readonly #parts: StageParts
  readonly #hands = new OwnHands()
  readonly #noteListeners = new Set<(event: NoteEvent) => void>()
  readonly #stateListeners = new Set<() => void>()
  #audience: Audience | undefined
  /** When the last of our own that was delayed sounds: nothing of ours does before it, though the delay may end. */
  #delayedMs = Number.NEGATIVE_INFINITY
  #state: StageState = { pedalDown: false, transpose: 0 }

  constructor(parts: StageParts) {
    this.#parts = parts
  }

  get state(): StageState {
    return this.#state
  }

  setAudience(audience: Audience | undefined): void {
    this.letGo()
    this.#audience = audience
  }

  onNote(listener: (event: NoteEvent) => void): () => void {
    this.#noteListeners.add(listener)
    return () => this.#noteListeners.delete(listener)
  }

  onState(listener: () => void): () => void {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  /** `source` names what presses: a pointer, a letter, a key of a MIDI device. */
  press(source: string, key: number, velocity: number): void {
    const sounding = key + this.#state.transpose
    if (sounding < lowest || sounding > highest) return
    if (this.#isRefused()) return
    this.release(source)
    this.#hands.press(source, sounding)
    this.#playNow(Uint8Array.of(kinds.noteOn, sounding, Math.min(127, Math.max(1, velocity))))
  }

  release(source: string): void {
    const key = this.#hands.release(source)
    if (key !== undefined) this.#playNow(noteOff(0, key))
  }

  pedal(down: boolean): void {
    if (down === this.#state.pedalDown || (down && this.#isRefused())) return
    this.#setState({ pedalDown: down })
    this.#playNow(controlChange(0, sustain, down ? 127 : 0))
  }

  setTranspose(transpose: number): void {
    this.#setState({ transpose: Math.min(12, Math.max(-12, transpose)) })
  }

  /** One channel message of a MIDI keyboard: notes and pedals; what else it sends is not the piano's. */
  playDevice(bytes: Uint8Array, device: string): void {
    const [, first = 0, second = 0] = bytes
    if (kindOf(bytes) === kinds.noteOn && second > 0) return this.press(`${device}/${first}`, first, second)
    if (kindOf(bytes) === kinds.noteOn || kindOf(bytes) === kinds.noteOff) return this.release(`${device}/${first}`)
    if (kindOf(bytes) !== kinds.control || !pedalControllers.includes(first)) return
    if (first === sustain) this.#setState({ pedalDown: second >= 64 })
    if (!this.#isRefused()) this.#playNow(controlChange(0, first, second))
  }

  /** Events of a piece, each at its moment on performance.now(). */
  playAt(events: readonly TimedMidiEvent[]): void {
    if (this.#isRefused()) return
    for (const event of events) this.#perform(self, event.bytes, this.#ownTime(event.atMs), event.atMs)
    this.#audience?.playAt(events)
  }

  /** Somebody else plays, at this moment on performance.now(). */
  hear(player: number, bytes: Uint8Array, atMs: number): void {
    this.#perform(player, bytes, atMs)
  }

  /** Somebody left, or was lost: all of theirs ends at this moment on performance.now(). */
  hush(player: number, atMs = this.#parts.nowMs()): void {
    this.#parts.piano.releasePlayer(player, this.#parts.clock.timeAt(atMs))
    this.#show({ kind: 'hush', player, atMs })
  }

  /** Our own hands leave the keys and the pedal. */
  letGo(): void {
    for (const key of this.#hands.clear()) this.#playNow(noteOff(0, key))
    this.pedal(false)
  }

  #playNow(bytes: Uint8Array): void {
    const nowMs = this.#parts.nowMs()
    this.#perform(self, bytes, this.#ownTime(nowMs), nowMs)
    this.#audience?.play(bytes)
  }

  #ownTime(atMs: number): number {
    const delayMs = this.#audience?.ownDelayMs ?? 0
    const ownMs = Math.max(atMs + delayMs, Math.min(this.#delayedMs, atMs + mostOwnDelayMs))
    if (delayMs > 0) this.#delayedMs = ownMs
    return ownMs
  }

  /** `seenMs`: one's own keys go down at once, whenever they sound. */
  #perform(player: number, bytes: Uint8Array, atMs: number, seenMs = atMs): void {
    // One's own key is not placed on the clock: it sounds as soon as the context can.
    const isNow = player === self && atMs <= this.#parts.nowMs()
    soundMidi(this.#parts.piano, bytes, { player, timeSec: isNow ? 0 : this.#parts.clock.timeAt(atMs) })
    const seen = seeMidi(bytes, player, seenMs)
    if (seen) this.#show(seen)
  }

  #show(event: NoteEvent): void {
    for (const listener of this.#noteListeners) listener(event)
  }

  #isRefused(): boolean {
    const isRefused = this.#audience?.mayPlay === false
    if (isRefused) this.#parts.onRefused()
    return isRefused
  }

  #setState(change: Partial<StageState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#stateListeners) listener()
  }
}
