import { encodeMessageJson, midiFrameSize, writeMidiFrame, type OutgoingMidi } from '@tutti/protocol/realtime'
import { frameOf, headerSize, writeHeader } from './frame.ts'
import type { Outbox } from './outbox.ts'
import type { Seat } from './seat.ts'

const chunkBytes = 4096

/**
 * The notes of one room in one turn, one turn after the other: each is encoded and framed once, those of a turn lie side by
 * side. Whoever played none of them gets all in one piece, the others the pieces between their own. Nothing is made for a
 * note: it is written behind the ones before it, and bytes that have left are never written again.
 */
export class NoteBatch {
  #bytes = Buffer.allocUnsafe(0)
  /** Of this turn: where its bytes begin, and where the next note goes. */
  #start = 0
  #end = 0
  #count = 0
  /** Who played each note. Numbers of earlier turns stand behind the first `#count`. */
  readonly #players: number[] = []
  /** Where each note ends, from `#start`; it begins where the one before ends. */
  readonly #ends: number[] = []
  #all: Buffer | undefined
  /** For members on that wire. */
  #json: Buffer[] = []

  get isEmpty(): boolean {
    return this.#count === 0
  }

  /** `json`: some member is on that wire. */
  add(midi: OutgoingMidi, { json }: { readonly json: boolean }): void {
    const payloadBytes = midiFrameSize(midi)
    this.#makeRoom(headerSize(payloadBytes) + payloadBytes)
    const at = writeHeader(this.#bytes, this.#end, { opcode: 'binary', payloadBytes })
    this.#end = writeMidiFrame(this.#bytes, at, midi)
    this.#players[this.#count] = midi.participant
    this.#ends[this.#count] = this.#end - this.#start
    this.#count += 1
    if (json) this.#json.push(frameOf('text', Buffer.from(encodeJson(midi))))
  }

  /** Gives a member everything but its own. */
  deliverTo({ outbox, participant: { number } }: Seat): void {
    if (!outbox.takesPerishables()) return
    if (outbox.wire === 'json') return this.#deliverJson(outbox, number)
    if (!this.#isPlayedBy(number)) return outbox.writeLast((this.#all ??= this.#piece(0, this.#end - this.#start)))

    let start = 0
    let end = 0
    for (let index = 0; index < this.#count; index += 1) {
      const frameEnd = this.#ends[index] ?? end
      if (this.#players[index] === number) {
        if (end > start) outbox.write(this.#piece(start, end))
        start = frameEnd
      }
      end = frameEnd
    }
    if (end > start) outbox.write(this.#piece(start, end))
  }

  /** Everybody has had it: on to the next turn. */
  clear(): void {
    this.#start = this.#end
    this.#count = 0
    this.#all = undefined
    if (this.#json.length > 0) this.#json = []
  }

  #deliverJson(outbox: Outbox, number: number): void {
    this.#json.forEach((frame, index) => {
      if (this.#players[index] !== number) outbox.write(frame)
    })
  }

  #isPlayedBy(number: number): boolean {
    for (let index = 0; index < this.#count; index += 1) if (this.#players[index] === number) return true
    return false
  }

  #piece(start: number, end: number): Buffer {
    return this.#bytes.subarray(this.#start + start, this.#start + end)
  }

  #makeRoom(more: number): void {
    if (this.#end + more <= this.#bytes.length) return
    const written = this.#end - this.#start
    const next = Buffer.allocUnsafe(Math.max(chunkBytes, (written + more) * 2))
    this.#bytes.copy(next, 0, this.#start, this.#end)
    this.#bytes = next
    this.#start = 0
    this.#end = written
  }
}

function encodeJson({ midi, timestampMs, sequence, participant }: OutgoingMidi): string {
  const value = { midiData: midi, timestamp: BigInt(timestampMs), sequence, participant }
  return encodeMessageJson({ case: 'midiMessage', value })
}
