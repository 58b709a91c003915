import { subprotocols, type OutgoingMember, type Wire } from '@tutti/protocol/realtime'
import type { Runtime, WebSocketLike } from '../runtime.ts'
import { type Hears, type PackedNotes, type WireFormat, wireFormats } from './wire.ts'

export interface LinkHears extends Hears {
  /** A frame that cannot be read. */
  onUnreadable(error: unknown): void
  /** Told once, unless the link was cut here. */
  onClosed(code: number): void
}

interface Parts {
  readonly url: string
  readonly wire: Wire
  readonly openSocket: Runtime['openSocket']
  readonly hears: LinkHears
}

const abnormal = 1006
const neverOpened = 0
const open = 1
const over = 2

/** One WebSocket from its opening to its end. Nothing is told after `cut`. */
export class Link {
  readonly #socket: WebSocketLike
  readonly #format: WireFormat
  readonly #hears: LinkHears
  #stage: typeof neverOpened | typeof open | typeof over = neverOpened
  #sequence = 0

  /** @throws whatever the WebSocket's constructor throws. */
  constructor({ url, wire, openSocket, hears }: Parts) {
    this.#format = wireFormats[wire]
    this.#hears = hears
    const socket = openSocket(url, subprotocols[wire])
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('open', () => {
      if (this.#stage === neverOpened) this.#stage = open
    })
    socket.addEventListener('message', ({ data }) => this.#hear(data))
    socket.addEventListener('close', ({ code }) => this.#end(code))
    // An error is always followed by a close, which says all there is to know.
    socket.addEventListener('error', () => undefined)
    this.#socket = socket
  }

  send(member: OutgoingMember, requestId = 0): void {
    this.#transmit(this.#format.encode(member, requestId))
  }

  sendNotes(notes: PackedNotes): void {
    this.#sequence += 1
    this.#transmit(this.#format.encodeNotes(notes, this.#sequence))
  }

  /** Closes without waiting for the other side. */
  cut(code: number): void {
    this.#stage = over
    this.#socket.close(code)
  }

  #transmit(frame: string | Uint8Array<ArrayBuffer>): void {
    if (this.#stage === open) this.#socket.send(frame)
  }

  #hear(data: unknown): void {
    if (this.#stage !== open) return
    try {
      this.#format.decode(data, this.#hears)
    } catch (error) {
      this.#hears.onUnreadable(error)
    }
  }

  #end(code: number): void {
    if (this.#stage === over) return
    this.#stage = over
    this.#hears.onClosed(code || abnormal)
  }
}
