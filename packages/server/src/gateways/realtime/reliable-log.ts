import type { EncodedMessage } from './encoded-message.ts'

/** Messages that are shared with others still count here: what one session holds on to is bounded whoever else does. */
const mostBytes = 256 * 1024
const mostMessages = 1024

/**
 * The newest reliable messages of a session, for a client that comes back. They are the very objects that everybody else
 * in the room was told, encoded once; their `seq` follows from their place.
 */
export class ReliableLog {
  readonly #messages: EncodedMessage[] = []
  #sizeBytes = 0
  #lastSeq = 0

  /** The next one; returns its `seq`. */
  add(message: EncodedMessage): number {
    this.#lastSeq += 1
    this.#messages.push(message)
    this.#sizeBytes += message.sizeBytes
    while (this.#messages.length > mostMessages || this.#sizeBytes > mostBytes) this.#drop()
    return this.#lastSeq
  }

  /** Of the newest message. */
  get lastSeq(): number {
    return this.#lastSeq
  }

  /** The client has all messages up to this one. */
  forget(upToSeq: number): void {
    const keptFrom = Math.min(upToSeq, this.#lastSeq)
    while (this.#firstSeq <= keptFrom) this.#drop()
  }

  /** Everything after that message; undefined when some of it is gone, or when there never was such a message. */
  after(seq: number): readonly EncodedMessage[] | undefined {
    if (seq > this.#lastSeq || seq < this.#firstSeq - 1) return undefined
    return this.#messages.slice(seq - this.#firstSeq + 1)
  }

  get #firstSeq(): number {
    return this.#lastSeq - this.#messages.length + 1
  }

  #drop(): void {
    this.#sizeBytes -= this.#messages.shift()?.sizeBytes ?? 0
  }
}
