import { encodeMessage, encodeMessageJson, type OutgoingMember, type Wire } from '@tutti/protocol/realtime'
import { frameOf } from './frame.ts'

/** ServerMessage.seq: field 13, varint. */
const seqTag = 0x68

/**
 * A message that is encoded at most once for each wire, however many get it. What differs from one receiver to the next,
 * the `seq` of its session, is set behind it: a protobuf message may be continued by appending a field.
 */
export class EncodedMessage {
  readonly #member: OutgoingMember
  readonly #requestId: number
  #binary: Uint8Array | undefined
  #json: string | undefined

  constructor(member: OutgoingMember, requestId = 0) {
    this.#member = member
    this.#requestId = requestId
  }

  /** A complete frame; `seq` 0 leaves the field out. */
  frame(wire: Wire, seq: number): Buffer {
    return wire === 'json' ? this.#jsonFrame(seq) : this.#binaryFrame(seq)
  }

  #binaryFrame(seq: number): Buffer {
    this.#binary ??= encodeMessage(this.#member, { requestId: this.#requestId })
    return seq === 0 ? frameOf('binary', this.#binary) : frameOf('binary', this.#binary, seqField(seq))
  }

  #jsonFrame(seq: number): Buffer {
    this.#json ??= encodeMessageJson(this.#member, { requestId: this.#requestId })
    const json = seq === 0 ? this.#json : `${this.#json.slice(0, -1)},"seq":${seq}}`
    return frameOf('text', Buffer.from(json))
  }
}

function seqField(seq: number): Uint8Array {
  const bytes = [seqTag]
  let rest = seq
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  bytes.push(rest)
  return Uint8Array.from(bytes)
}
