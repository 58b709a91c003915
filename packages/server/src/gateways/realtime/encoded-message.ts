import {
  decodeMessage,
  encodeMessage,
  encodeMessageJson,
  type OutgoingMember,
  type Wire,
} from '@tutti/protocol/realtime'
import { frameOf } from './frame.ts'

/** ServerMessage.seq: field 13, varint. */
const seqTag = 0x68

/**
 * A message that is encoded at most once for each wire, however many get it. What differs from one receiver to the next,
 * the `seq` of its session, is set behind it: a protobuf message may be continued by appending a field.
 */
export class EncodedMessage {
  /** Let go once it is encoded: sessions keep messages for a while, and bytes are small. */
  #member: OutgoingMember | undefined
  readonly #requestId: number
  #binary: Uint8Array | undefined
  #json: string | undefined

  constructor(member: OutgoingMember, requestId = 0) {
    this.#member = member
    this.#requestId = requestId
  }

  /** In binary. */
  get sizeBytes(): number {
    return this.#encode().length
  }

  /** A complete frame; `seq` 0 leaves the field out. */
  frame(wire: Wire, seq: number): Buffer {
    return wire === 'json' ? this.#jsonFrame(seq) : this.#binaryFrame(seq)
  }

  #binaryFrame(seq: number): Buffer {
    const binary = this.#encode()
    return seq === 0 ? frameOf('binary', binary) : frameOf('binary', binary, seqField(seq))
  }

  #jsonFrame(seq: number): Buffer {
    this.#json ??= encodeMessageJson(this.#member ?? this.#decode(), { requestId: this.#requestId })
    const json = seq === 0 ? this.#json : `${this.#json.slice(0, -1)},"seq":${seq}}`
    return frameOf('text', Buffer.from(json))
  }

  #encode(): Uint8Array {
    if (this.#binary) return this.#binary
    this.#binary = encodeMessage(this.#member ?? this.#decode(), { requestId: this.#requestId })
    this.#member = undefined
    return this.#binary
  }

  #decode(): OutgoingMember {
    const { message } = decodeMessage(this.#binary ?? new Uint8Array(0))
    if (message.case === undefined) throw new Error('A message that was encoded has a member')
    return message
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
