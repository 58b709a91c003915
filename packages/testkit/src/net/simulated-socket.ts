import type { SimulatedLink } from './simulated-link.ts'

/** As much of a WebSocket as a client uses. */
export interface SocketLike {
  binaryType: string
  send(data: string | Uint8Array<ArrayBuffer>): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'open' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number; readonly reason: string }) => void): void
}

interface Parts {
  readonly up: SimulatedLink
  readonly down: SimulatedLink
  /** At the server. */
  readonly onOpened: () => void
  readonly onFrame: (frame: Uint8Array) => void
  readonly onClosed: () => void
}

/** A WebSocket whose frames travel over simulated links: the client holds it, the server has `deliver` and `drop`. */
export class SimulatedSocket extends EventTarget {
  binaryType = 'blob'
  readonly #parts: Parts
  #isOver = false

  constructor(parts: Parts) {
    super()
    this.#parts = parts
    parts.up.send(() => {
      parts.down.send(() => {
        this.dispatchEvent(new Event('open'))
      })
      parts.onOpened()
    })
  }

  send(data: string | Uint8Array): void {
    if (typeof data === 'string') throw new TypeError('This end reads binary frames only.')
    const frame = data.slice()
    this.#parts.up.send(() => this.#parts.onFrame(frame))
  }

  close(): void {
    this.#end()
  }

  /** The server says something. */
  deliver(frame: Uint8Array): void {
    const { buffer } = frame.slice()
    this.#parts.down.send(() => this.dispatchEvent(new MessageEvent('message', { data: buffer })))
  }

  /** The client's end answers at once. */
  ping(onPong: () => void): void {
    this.#parts.down.send(() => this.#parts.up.send(onPong))
  }

  /** The line is gone; both sides notice at once. */
  drop(): void {
    this.#end()
    this.dispatchEvent(Object.assign(new Event('close'), { code: 1006, reason: '' }))
  }

  #end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#parts.up.cut()
    this.#parts.down.cut()
    this.#parts.onClosed()
  }
}
