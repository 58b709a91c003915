import type { Ack } from '@tutti/protocol/realtime'
import type { KeptAs } from './chat-log.ts'
import type { TuttiError } from '../tutti-error.ts'
import { toTuttiError } from '../tutti-error.ts'

interface Waiting {
  readonly clientMessageId: string
  readonly text: string
  readonly replyTo: string
  readonly resolve: () => void
  readonly reject: (error: TuttiError) => void
  isOnItsWay: boolean
}

interface Parts {
  /** @throws TuttiError */
  readonly ask: (said: Said) => Promise<Pick<Ack, 'messageId' | 'roomSeq' | 'timestamp'>>
  readonly onKept: (clientMessageId: string, kept: KeptAs) => void
  readonly onFailed: (clientMessageId: string, error: TuttiError) => void
  /** It was a command: there is nothing to keep. */
  readonly onDone: (clientMessageId: string) => void
}

export type Said = Pick<Waiting, 'clientMessageId' | 'text' | 'replyTo'>

/** Messages of ours that the server has not yet said to keep. They outlive the connection they were sent over. */
export class OutgoingChat {
  readonly #parts: Parts
  readonly #waiting = new Map<string, Waiting>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Waits for `sendAgain` when there is no connection. */
  add(said: Said, { isConnected }: { readonly isConnected: boolean }): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = { ...said, resolve, reject, isOnItsWay: false }
      this.#waiting.set(said.clientMessageId, waiting)
      if (isConnected) void this.#send(waiting)
    })
  }

  /** Everything, in order, with the ids it had: the server does nothing twice. */
  sendAgain(): void {
    for (const waiting of this.#waiting.values()) if (!waiting.isOnItsWay) void this.#send(waiting)
  }

  /** It was seen among the messages of the room. */
  seen(clientMessageId: string, kept: KeptAs): void {
    const waiting = this.#take(clientMessageId)
    if (!waiting) return
    this.#parts.onKept(clientMessageId, kept)
    waiting.resolve()
  }

  failAll(error: TuttiError): void {
    for (const { clientMessageId } of this.#waiting.values()) this.#fail(clientMessageId, error)
  }

  async #send(waiting: Waiting): Promise<void> {
    const { clientMessageId, text, replyTo } = waiting
    waiting.isOnItsWay = true
    try {
      const { messageId, roomSeq, timestamp } = await this.#parts.ask({ clientMessageId, text, replyTo })
      if (messageId === '') return this.#done(clientMessageId)
      this.seen(clientMessageId, { messageId, roomSeq: Number(roomSeq), sentAtMs: Number(timestamp) })
    } catch (thrown) {
      const error = toTuttiError(thrown)
      waiting.isOnItsWay = false
      if (error.code !== 'connection_lost') this.#fail(clientMessageId, error)
    }
  }

  #done(clientMessageId: string): void {
    const waiting = this.#take(clientMessageId)
    if (!waiting) return
    this.#parts.onDone(clientMessageId)
    waiting.resolve()
  }

  #fail(clientMessageId: string, error: TuttiError): void {
    const waiting = this.#take(clientMessageId)
    if (!waiting) return
    this.#parts.onFailed(clientMessageId, error)
    waiting.reject(error)
  }

  #take(clientMessageId: string): Waiting | undefined {
    const waiting = this.#waiting.get(clientMessageId)
    this.#waiting.delete(clientMessageId)
    return waiting
  }
}
