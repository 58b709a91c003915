import { encodeMessageJson, midiFrameSize, writeMidiFrame, type OutgoingMidi } from '@tutti/protocol/realtime'
import { frameOf, headerSize, writeHeader } from './frame.ts'
import type { NoteSource } from './room-channel.ts'
import type { Seat } from './seat.ts'

const smallestBatchBytes = 256

/**
 * The notes of one room in one turn: each is encoded and framed once, all of them lie in one buffer. Whoever sent none of
 * them gets the buffer as it is; the others get the pieces between their own.
 */
export class NoteBatch {
  #bytes: Buffer
  #length = 0
  readonly #senders: NoteSource[] = []
  /** Where each sender's frame ends; it begins where the one before ends. */
  readonly #ends: number[] = []
  readonly #json: Buffer[] | undefined

  /** `expectedBytes` saves growing; `json` keeps a second copy for members on that wire. */
  constructor(expectedBytes: number, { json }: { readonly json: boolean }) {
    this.#bytes = Buffer.allocUnsafe(Math.max(expectedBytes, smallestBatchBytes))
    this.#json = json ? [] : undefined
  }

  get sizeBytes(): number {
    return this.#length
  }

  add(sender: NoteSource, midi: OutgoingMidi): void {
    const payloadBytes = midiFrameSize(midi)
    this.#makeRoom(headerSize(payloadBytes) + payloadBytes)
    const at = writeHeader(this.#bytes, this.#length, { opcode: 'binary', payloadBytes })
    this.#length = writeMidiFrame(this.#bytes, at, midi)
    this.#senders.push(sender)
    sender.lastBatch = this
    this.#ends.push(this.#length)
    this.#json?.push(frameOf('text', Buffer.from(encodeJson(midi))))
  }

  /** Gives a member everything but its own. */
  deliverTo(seat: Seat): void {
    if (!seat.outbox.takesPerishables()) return
    if (seat.outbox.wire === 'json') return this.#deliverJson(seat)
    if (seat.lastBatch !== this) return seat.outbox.writeLast(this.#bytes.subarray(0, this.#length))

    let start = 0
    let end = 0
    for (let index = 0; index < this.#ends.length; index += 1) {
      const frameEnd = this.#ends[index] ?? end
      if (this.#senders[index] === seat) {
        if (end > start) seat.outbox.write(this.#bytes.subarray(start, end))
        start = frameEnd
      }
      end = frameEnd
    }
    if (end > start) seat.outbox.write(this.#bytes.subarray(start, end))
  }

  #deliverJson(seat: Seat): void {
    this.#json?.forEach((frame, index) => {
      if (this.#senders[index] !== seat) seat.outbox.write(frame)
    })
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more))
    this.#bytes.copy(grown, 0, 0, this.#length)
    this.#bytes = grown
  }
}

function encodeJson({ midi, timestampMs, sequence, participant }: OutgoingMidi): string {
  const value = { midiData: midi, timestamp: BigInt(timestampMs), sequence, participant }
  return encodeMessageJson({ case: 'midiMessage', value })
}
