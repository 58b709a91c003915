import {
  decodeMessage,
  decodeMessageJson,
  encodeMessage,
  encodeMessageJson,
  type OutgoingMember,
  type ServerMessage,
} from '@tutti/protocol/realtime'
import type { Timers } from '../runtime.ts'

interface Parts {
  readonly timers: Timers
  readonly protocol: string
  readonly onMessage: (message: ServerMessage) => void
  readonly onOpened: () => void
  /** The client closed it. */
  readonly onClosed: (code: number) => void
  /** One way, in ms, of the next frame: client to server, server to client. */
  readonly delays: () => { readonly up: number; readonly down: number }
}

/** Both ends of a WebSocket: the client holds it as one, the test's server through `tell` and `drop`. */
export class FakeSocket extends EventTarget {
  binaryType = 'blob'
  readonly frames: (string | Uint8Array)[] = []
  isOpen = false
  #isOver = false
  readonly #parts: Parts

  constructor(parts: Parts) {
    super()
    this.#parts = parts
    parts.timers.after(1, () => this.#open())
  }

  send(data: string | Uint8Array): void {
    const frame = typeof data === 'string' ? data : data.slice()
    this.frames.push(frame)
    this.#later(this.#parts.delays().up, () => {
      this.#parts.onMessage(typeof frame === 'string' ? decodeMessageJson(frame) : decodeMessage(frame))
    })
  }

  close(code = 1000): void {
    if (this.#isOver) return
    this.#isOver = true
    this.isOpen = false
    this.#parts.onClosed(code)
  }

  /** The server says something. */
  tell(member: OutgoingMember, requestId = 0): void {
    const numbers = { requestId }
    const isJson = this.#parts.protocol.endsWith('json')
    this.tellRaw(isJson ? encodeMessageJson(member, numbers) : encodeMessage(member, numbers))
  }

  tellRaw(frame: string | Uint8Array): void {
    const data = typeof frame === 'string' ? frame : frame.slice().buffer
    this.#later(this.#parts.delays().down, () => this.dispatchEvent(new MessageEvent('message', { data })))
  }

  /** The connection ends from the other side. */
  drop(code = 1006): void {
    if (this.#isOver) return
    this.#isOver = true
    this.isOpen = false
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '' }))
  }

  #open(): void {
    if (this.#isOver) return
    this.isOpen = true
    this.dispatchEvent(new Event('open'))
    this.#parts.onOpened()
  }

  #later(delayMs: number, run: () => void): void {
    const unlessOver = () => {
      if (!this.#isOver) run()
    }
    if (delayMs === 0) queueMicrotask(unlessOver)
    else if (delayMs < Number.POSITIVE_INFINITY) this.#parts.timers.after(delayMs, unlessOver)
  }
}
