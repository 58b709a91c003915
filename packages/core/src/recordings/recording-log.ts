import { ByteReader } from '../music/smf/byte-reader.ts'
import { ByteWriter } from '../music/smf/byte-writer.ts'
import type { TempoChange } from '../music/smf/write-midi-file.ts'

/**
 * The events of a recording, in the order in which the room heard them. An entry is a kind, the time in whole milliseconds
 * after the start (offset, so that what is stamped a little before is no negative number), and what the kind says.
 */
const kinds = { notes: 1, silence: 2, tempo: 3 } as const

/** Timestamps of players lie up to 2 s back. */
const earliestMs = 10_000

export type LogEntry =
  | {
      readonly kind: 'notes'
      readonly atMs: number
      readonly number: number
      /** Packed events. */ readonly midi: Uint8Array
    }
  /** All that a player holds on these channels ends, pedals included. */
  | { readonly kind: 'silence'; readonly atMs: number; readonly number: number; readonly channels: readonly number[] }
  | { readonly kind: 'tempo'; readonly change: TempoChange }

/** Writes entries as they happen: a copy of a few bytes each, nothing else. Times are epoch ms. */
export class RecordingLogWriter {
  readonly #startedAtMs: number
  readonly #writer = new ByteWriter(4096)

  constructor(startedAtMs: number) {
    this.#startedAtMs = startedAtMs
  }

  /** Bytes since the last `take`. */
  get length(): number {
    return this.#writer.length
  }

  notes(number: number, timestampMs: number, midi: Uint8Array): void {
    this.#begin(kinds.notes, timestampMs)
    this.#writer.quantity(number)
    this.#writer.quantity(midi.length)
    this.#writer.bytes(midi)
  }

  silence(number: number, nowMs: number, channels: readonly number[]): void {
    this.#begin(kinds.silence, nowMs)
    this.#writer.quantity(number)
    this.#writer.number(
      channels.reduce((mask, channel) => mask | (1 << channel), 0),
      2,
    )
  }

  tempo(nowMs: number, { microsPerQuarter, meter }: Omit<TempoChange, 'atMs'>): void {
    this.#begin(kinds.tempo, nowMs)
    this.#writer.number(Math.min(Math.round(microsPerQuarter), 0xff_ffff), 3)
    this.#writer.byte(meter.beats)
    this.#writer.byte(meter.unit)
  }

  /** What was written since the last time; whole entries. */
  take(): Uint8Array {
    const taken = this.#writer.taken()
    this.#writer.clear()
    return taken
  }

  #begin(kind: number, atMs: number): void {
    this.#writer.byte(kind)
    this.#writer.quantity(Math.max(0, Math.round(atMs - this.#startedAtMs) + earliestMs))
  }
}

/** Reads a log entry by entry. A last entry that breaks off is passed over. */
export function* readRecordingLog(log: Uint8Array): Generator<LogEntry> {
  const reader = new ByteReader(log)
  while (reader.left > 0) {
    const entry = readEntry(reader)
    if (!entry) return
    yield entry
  }
}

function readEntry(reader: ByteReader): LogEntry | null {
  try {
    const kind = reader.byte()
    const atMs = reader.quantity() - earliestMs
    if (kind === kinds.notes) {
      return { kind: 'notes', atMs, number: reader.quantity(), midi: reader.bytes(reader.quantity()) }
    }
    if (kind === kinds.silence) {
      const number = reader.quantity()
      const mask = reader.number(2)
      const channels = Array.from({ length: 16 }, (_, channel) => channel).filter((channel) => mask & (1 << channel))
      return { kind: 'silence', atMs, number, channels }
    }
    if (kind !== kinds.tempo) return null
    const microsPerQuarter = reader.number(3)
    const change = { atMs: Math.max(0, atMs), microsPerQuarter, meter: { beats: reader.byte(), unit: reader.byte() } }
    return { kind: 'tempo', change }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
