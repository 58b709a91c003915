import {
  controlChange,
  deltaLength,
  deltasPerMs,
  messageLength,
  programChange,
  readDelta,
  writeDelta,
} from '../music/midi-events.ts'
import type { TimedMidiEvent } from '../music/smf/performance.ts'

/** Music as packed events, as they travel: an hour of it is one buffer. */
export interface PackedPiece {
  readonly title: string
  readonly durationMs: number
  /** Deltas from the start of the piece; they go on where a message would have ended. */
  readonly midi: Uint8Array
}

export interface PackablePiece {
  readonly name: string
  readonly durationMs: number
  readonly events: Iterable<TimedMidiEvent> & { readonly length: number }
}

const longestTitle = 120

/** `events` are in order of time. */
export function packPiece({ name, durationMs, events }: PackablePiece): PackedPiece {
  const midi = new Uint8Array(events.length * 7)
  let at = 0
  let elapsed = 0
  for (const { atMs, bytes } of events) {
    const tick = Math.max(elapsed, Math.round(atMs * deltasPerMs))
    at = writeDelta(midi, at, tick - elapsed)
    elapsed = tick
    midi.set(bytes, at)
    at += bytes.length
  }
  return {
    title: [...name].slice(0, longestTitle).join(''),
    durationMs: Math.round(durationMs),
    midi: midi.slice(0, at),
  }
}

/** Walks through a packed piece, forwards. */
export class PieceReader {
  readonly #midi: Uint8Array
  #at = 0
  /** Of the event before, in deltas. */
  #elapsed = 0

  constructor({ midi }: Pick<PackedPiece, 'midi'>) {
    this.#midi = midi
  }

  get isOver(): boolean {
    return this.#at >= this.#midi.length
  }

  /** When the next event is due, ms after the start; Infinity at the end. */
  get nextMs(): number {
    return this.isOver ? Infinity : (this.#elapsed + readDelta(this.#midi, this.#at)) / deltasPerMs
  }

  /** The next event, as a view: it is good until the piece is. */
  next(): { readonly atMs: number; readonly bytes: Uint8Array } {
    this.#elapsed += readDelta(this.#midi, this.#at)
    this.#at += deltaLength(this.#midi, this.#at)
    const end = this.#at + messageLength(this.#midi[this.#at] ?? 0)
    const bytes = this.#midi.subarray(this.#at, end)
    this.#at = end
    return { atMs: this.#elapsed / deltasPerMs, bytes }
  }

  /**
   * Goes to the first event at or after a place. Returns the controllers, programs and bends that stand there: of each the
   * last one before. It makes nothing of what it passes, so that a long piece is entered in a few milliseconds.
   */
  enter(positionMs: number): readonly Uint8Array[] {
    const position = positionMs * deltasPerMs
    const settings = new Map<number, number>()
    this.#at = 0
    this.#elapsed = 0
    while (this.#at < this.#midi.length) {
      const elapsed = this.#elapsed + readDelta(this.#midi, this.#at)
      if (elapsed >= position) break
      const statusAt = this.#at + deltaLength(this.#midi, this.#at)
      const status = this.#midi[statusAt] ?? 0
      this.#elapsed = elapsed
      this.#at = statusAt + messageLength(status)
      if (status < controlChange) continue
      const isControl = status < programChange
      settings.set(status * 128 + (isControl ? (this.#midi[statusAt + 1] ?? 0) : 0), statusAt)
    }
    // In the order in which they stand: a program belongs to the bank before it.
    const places = [...settings.values()].toSorted((a, b) => a - b)
    return places.map((at) => this.#midi.subarray(at, at + messageLength(this.#midi[at] ?? 0)))
  }
}
