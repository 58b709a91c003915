import { ByteReader } from './byte-reader.ts'
import { channelOf, isNoteOff, isNoteOn, lengthOf, noteOff } from './channel-message.ts'

export interface TickEvent {
  readonly tick: number
  readonly bytes: Uint8Array
}

export interface Tempo {
  readonly tick: number
  readonly microsPerBeat: number
}

export interface MidiTrack {
  readonly name: string | undefined
  readonly events: readonly TickEvent[]
  readonly tempos: readonly Tempo[]
}

const metaTrackName = 0x03
const metaEndOfTrack = 0x2f
const metaTempo = 0x51

/** Reads one MTrk chunk. A track that breaks off keeps what came before. */
export function readMidiTrack(chunk: Uint8Array): MidiTrack {
  const track = new TrackReader(new ByteReader(chunk))
  try {
    while (track.next());
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return track
}

class TrackReader implements MidiTrack {
  name: string | undefined
  readonly events: TickEvent[] = []
  readonly tempos: Tempo[] = []
  readonly #reader: ByteReader
  readonly #struckAt = new Map<string, number>()
  #tick = 0
  #status = 0

  constructor(reader: ByteReader) {
    this.#reader = reader
  }

  /** Reads one event; false at the end of the track. */
  next(): boolean {
    if (this.#reader.left === 0) return false
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
    const [first = 0, second = 0] = this.#reader.bytes(lengthOf(this.#status) - 1)
    if (first >= 0x80 || second >= 0x80) throw new RangeError('A data byte above 127.')
    const message =
      lengthOf(this.#status) === 2 ? Uint8Array.of(this.#status, first) : Uint8Array.of(this.#status, first, second)
    const name = `${channelOf(message)}/${first}`
    if (isNoteOn(message)) this.#struckAt.set(name, this.#tick)
    if (!isNoteOff(message)) {
      this.events.push({ tick: this.#tick, bytes: message })
      return
    }
    // Offs sort before ons of the same time, so a note without length gets one tick.
    const tick = Math.max(this.#tick, (this.#struckAt.get(name) ?? -1) + 1)
    this.events.push({ tick, bytes: noteOff(channelOf(message), first) })
  }

  #readMeta(): boolean {
    this.#reader.byte()
    const type = this.#reader.byte()
    const content = this.#reader.bytes(this.#reader.quantity())
    if (type === metaTrackName) this.name ??= decodeText(content)
    if (type === metaTempo && content.length === 3)
      this.tempos.push({ tick: this.#tick, microsPerBeat: new ByteReader(content).number(3) })
    return type !== metaEndOfTrack
  }

  #skipExclusive(): boolean {
    this.#reader.byte()
    this.#reader.bytes(this.#reader.quantity())
    return true
  }
}

/** The format names no encoding: UTF-8 where it is valid, else what Windows sequencers write. */
function decodeText(bytes: Uint8Array): string | undefined {
  const decode = (label: string) => new TextDecoder(label, { fatal: true }).decode(bytes).replaceAll('\0', '').trim()
  try {
    return decode('utf-8') || undefined
  } catch {
    return decode('windows-1252') || undefined
  }
}
