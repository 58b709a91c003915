import type { FrameSink } from './frame-reader.ts'

const patienceMs = 10_000

/** What a server says until the playing begins. */
export class Inbox<Message> implements FrameSink {
  readonly #opcode: number
  readonly #read: (bytes: Uint8Array) => Message
  readonly #unread: Message[] = []
  #waiting: (() => void) | undefined

  /** Frames of another opcode are not looked at. */
  constructor(opcode: number, read: (bytes: Uint8Array) => Message) {
    this.#opcode = opcode
    this.#read = read
  }

  frame(opcode: number, bytes: Uint8Array, at: number, length: number): void {
    if (opcode !== this.#opcode) return
    this.#unread.push(this.#read(bytes.slice(at, at + length)))
    this.#waiting?.()
  }

  /** @throws Error when it does not come within 10 s. */
  async until(wanted: (message: Message) => boolean): Promise<Message> {
    const deadline = AbortSignal.timeout(patienceMs)
    for (;;) {
      while (this.#unread.length > 0) {
        const message = this.#unread.shift()
        if (message !== undefined && wanted(message)) return message
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const giveUp = (): void => reject(new Error('The server did not answer in 10 s'))
      this.#waiting = resolve
      deadline.addEventListener('abort', giveUp, { once: true })
      await promise
      deadline.removeEventListener('abort', giveUp)
    }
  }
}
