import { messageLength, noteOff, noteOn } from '../midi-events.ts'
import { ByteReader } from './byte-reader.ts'
import { readText } from './midi-text.ts'
import { unreadableMidiFile } from './unreadable-midi-file.ts'

export interface TickEvent {
  readonly tick: number
  /** One channel message; every note-off as 0x80. */
  readonly bytes: Uint8Array
}

export interface TickTempo {
  readonly tick: number
  readonly microsPerQuarter: number
}

export interface MidiTrack {
  readonly name: string | undefined
  readonly events: readonly TickEvent[]
  readonly tempos: readonly TickTempo[]
}

export interface TrackLimits {
  /** Events that may still come, channel messages and the rest together. */
  readonly mostEvents: number
  /** Whether what breaks off is refused, or kept as far as it goes. */
  readonly isStrict: boolean
}

const metaTrackName = 0x03
const metaEndOfTrack = 0x2f
const metaTempo = 0x51

/** Reads one MTrk chunk. @throws RangeError when it breaks off and that is not allowed; Refusal when it has too many events. */
export function readMidiTrack(chunk: Uint8Array, limits: TrackLimits): MidiTrack & { readonly eventCount: number } {
  const track = new TrackReader(new ByteReader(chunk), limits.mostEvents)
  try {
    while (track.next());
  } catch (error) {
    if (limits.isStrict || !(error instanceof RangeError)) throw error
  }
  return track
}

class TrackReader implements MidiTrack {
  name: string | undefined
  readonly events: TickEvent[] = []
  readonly tempos: TickTempo[] = []
  eventCount = 0
  readonly #reader: ByteReader
  readonly #mostEvents: number
  readonly #struckAt = new Float64Array(16 * 128).fill(-1)
  #tick = 0
  #status = 0

  constructor(reader: ByteReader, mostEvents: number) {
    this.#reader = reader
    this.#mostEvents = mostEvents
  }

  /** Reads one event; false at the end of the track. */
  next(): boolean {
    if (this.#reader.left === 0) return false
    this.eventCount += 1
    if (this.eventCount > this.#mostEvents) throw unreadableMidiFile('too_much')
    this.#tick += this.#reader.quantity()
    const first = this.#reader.peek()
    if (first === 0xff) return this.#readMeta()
    if (first >= 0xf0) return this.#skipExclusive()
    if (first >= 0x80) this.#status = this.#reader.byte()
    if (this.#status === 0) throw new RangeError('Running status before any status.')
    this.#readChannelMessage()
    return true
  }

  #readChannelMessage(): void {
    const status = this.#status
    const [first = 0, second = 0] = this.#reader.bytes(messageLength(status) - 1)
    if (first >= 0x80 || second >= 0x80) throw new RangeError('A data byte above 127.')
    const kind = status & 0xf0
    const channel = status & 0x0f
    const key = channel * 128 + first
    if (kind === noteOff || (kind === noteOn && second === 0)) {
      // Offs sort before ons of the same time, so a note without length gets one tick.
      const tick = Math.max(this.#tick, (this.#struckAt[key] ?? -1) + 1)
      this.events.push({ tick, bytes: Uint8Array.of(noteOff | channel, first, kind === noteOff ? second : 64) })
      return
    }
    if (kind === noteOn) this.#struckAt[key] = this.#tick
    const bytes = messageLength(status) === 2 ? Uint8Array.of(status, first) : Uint8Array.of(status, first, second)
    this.events.push({ tick: this.#tick, bytes })
  }

  #readMeta(): boolean {
    this.#reader.byte()
    const type = this.#reader.byte()
    const content = this.#reader.bytes(this.#reader.quantity())
    if (type === metaTrackName) this.name ??= readText(content)
    if (type === metaTempo && content.length === 3) this.#readTempo(new ByteReader(content).number(3))
    return type !== metaEndOfTrack
  }

  /** A tempo without time is none. */
  #readTempo(microsPerQuarter: number): void {
    if (microsPerQuarter > 0) this.tempos.push({ tick: this.#tick, microsPerQuarter })
  }

  #skipExclusive(): boolean {
    this.#reader.byte()
    this.#reader.bytes(this.#reader.quantity())
    return true
  }
}
