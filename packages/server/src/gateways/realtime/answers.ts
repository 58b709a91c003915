import type { EncodedMessage } from './encoded-message.ts'

const mostKept = 256
/** Larger ones are not kept; what they tell is told as it is by then. */
const mostBytes = 16 * 1024

/** `pending`: being done; `arrival`: you are in the room, which is told anew. */
export type Answer = EncodedMessage | 'pending' | 'arrival'

/** What the newest commands of a session came to, so that one that is sent again is answered again and not done again. */
export class Answers {
  readonly #byRequest = new Map<number, Answer>()

  /** Of an earlier command with this id. */
  find(requestId: number): Answer | undefined {
    return this.#byRequest.get(requestId)
  }

  begin(requestId: number): void {
    this.#byRequest.set(requestId, 'pending')
    if (this.#byRequest.size <= mostKept) return
    const [oldest] = this.#byRequest.keys()
    if (oldest !== undefined) this.#byRequest.delete(oldest)
  }

  give(requestId: number, answer: EncodedMessage | 'arrival'): void {
    if (!this.#byRequest.has(requestId)) return
    const isTooLarge = answer !== 'arrival' && answer.sizeBytes > mostBytes
    if (isTooLarge) this.#byRequest.delete(requestId)
    else this.#byRequest.set(requestId, answer)
  }

  /** It came to nothing that was told. */
  forget(requestId: number): void {
    if (this.#byRequest.get(requestId) === 'pending') this.#byRequest.delete(requestId)
  }
}
