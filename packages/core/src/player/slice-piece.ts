import { controlChange, deltasPerMs, longestSpanMs, noteOn, writeDelta } from '../music/midi-events.ts'
import { NoteQuota } from '../music/note-quota.ts'
import { isNoteOff } from '../music/smf/close-notes.ts'
import type { TimedMidiEvent } from '../music/smf/performance.ts'
import type { PieceReader } from './packed-piece.ts'

export interface PlayedMessage {
  /** Epoch ms of delta 0, whole. */
  readonly timestampMs: number
  /** Packed events. */
  readonly midi: Uint8Array
}

const mostBytes = 1024
/** What a piece may ask for: note-ons, and whatever else there is but ends of notes. */
const cap = { perSecond: 1000, burst: 1000 }
const pedals: readonly number[] = [64, 66, 67]

/** Turns what is due of a piece into messages that fit the wire, and thins out what no room could bear. */
export class PieceSlicer {
  readonly #cap: NoteQuota
  /** Channel and controller of each pedal that is down. */
  readonly #pedals = new Set<number>()

  constructor(nowMs: number) {
    this.#cap = new NoteQuota(cap, nowMs)
  }

  /** Everything up to `untilMs` of the piece. `timeOf` says when something of it is due. */
  take(reader: PieceReader, untilMs: number, { timeOf, nowMs }: Due): readonly PlayedMessage[] {
    const packer = new MessagePacker()
    while (reader.nextMs <= untilMs) {
      const { atMs, bytes } = reader.next()
      if (this.#passes(bytes, nowMs)) packer.add({ atMs: timeOf(atMs), bytes })
    }
    return packer.messages
  }

  /** Goes to a place in the piece. Returns the controllers, programs and bends that stand there, to be set now. */
  enter(reader: PieceReader, positionMs: number, nowMs: number): readonly PlayedMessage[] {
    const packer = new MessagePacker()
    for (const bytes of reader.enter(positionMs)) if (this.#passes(bytes, nowMs)) packer.add({ atMs: nowMs, bytes })
    return packer.messages
  }

  /** Ends of notes are free: they are told if, and only if, the key is down. Of pedals so is every end that is one. */
  #passes(bytes: Uint8Array, nowMs: number): boolean {
    if (isNoteOff(bytes)) return true
    const [status = 0, first = 0, second = 0] = bytes
    const isPedal = (status & 0xf0) === controlChange && pedals.includes(first)
    const name = (status & 0x0f) * 128 + first
    if (isPedal && second < 64 && this.#pedals.delete(name)) return true
    if (this.#cap.grant(1, nowMs) === 0) return false
    this.#cap.spend(1, 0)
    if (isPedal && second >= 64) this.#pedals.add(name)
    return true
  }
}

interface Due {
  readonly timeOf: (positionMs: number) => number
  readonly nowMs: number
}

/** Events in order, as few messages as the wire allows. */
class MessagePacker {
  readonly #done: PlayedMessage[] = []
  #midi = new Uint8Array(mostBytes)
  #length = 0
  #timestampMs = 0
  #elapsed = 0

  get messages(): readonly PlayedMessage[] {
    this.#close()
    return this.#done
  }

  add({ atMs, bytes }: TimedMidiEvent): void {
    if (atMs - this.#timestampMs > longestSpanMs - 50 || this.#length > mostBytes - 8) this.#close()
    if (this.#length === 0) this.#timestampMs = Math.floor(atMs)
    const tick = Math.max(this.#elapsed, Math.round((atMs - this.#timestampMs) * deltasPerMs))
    this.#length = writeDelta(this.#midi, this.#length, tick - this.#elapsed)
    this.#elapsed = tick
    this.#midi.set(bytes, this.#length)
    this.#length += bytes.length
  }

  #close(): void {
    if (this.#length > 0) this.#done.push({ timestampMs: this.#timestampMs, midi: this.#midi.slice(0, this.#length) })
    this.#length = 0
    this.#elapsed = 0
  }
}

/** What ends everything that is held, at one moment. */
export function endsOf(channels: Iterable<readonly [channel: number, state: HeldState]>): readonly Uint8Array[] {
  const ends: Uint8Array[] = []
  for (const [channel, { velocities, controllers }] of channels) {
    velocities.forEach((velocity, key) => {
      if (velocity > 0) ends.push(Uint8Array.of(noteOn | channel, key, 0))
    })
    for (const pedal of pedals) {
      const value = controllers[pedal] ?? 255
      if (value > 0 && value < 255) ends.push(Uint8Array.of(controlChange | channel, pedal, 0))
    }
  }
  return ends
}

interface HeldState {
  readonly velocities: Uint8Array
  readonly controllers: Uint8Array
}

/** Messages that all happen at one moment. */
export function packAt(atMs: number, events: readonly Uint8Array[]): readonly PlayedMessage[] {
  const packer = new MessagePacker()
  for (const bytes of events) packer.add({ atMs, bytes })
  return packer.messages
}
