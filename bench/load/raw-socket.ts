import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { FrameReader, type FrameSink } from './frame-reader.ts'
import { maskedFrame } from './midi-frames.ts'

export interface Door {
  readonly port: number
  /** Path and query. */
  readonly path: string
  /** Header lines besides those of the upgrade. */
  readonly headers: readonly string[]
}

const endOfHead = '\r\n\r\n'
const close = 8
const ping = 9
const pong = 10

/** All sockets of the process read into this one: nothing is allocated for what arrives. */
const readBuffer = new Uint8Array(256 * 1024)

/** A WebSocket on a bare TCP socket. Pings are answered; every other frame goes to `sink`, which may be exchanged. */
export class RawSocket {
  readonly socket: Socket
  /** What the server said when it closed. */
  closedBy: string | undefined
  sink: FrameSink
  readonly #reader: FrameReader
  #head: string | undefined = ''
  #opened: PromiseWithResolvers<void> = Promise.withResolvers()

  private constructor({ port, path, headers }: Door, sink: FrameSink) {
    this.sink = sink
    this.#reader = new FrameReader({
      frame: (opcode, bytes, at, length) => this.#frame(opcode, bytes, at, length),
    })
    this.socket = connect({
      host: '127.0.0.1',
      port,
      noDelay: true,
      onread: { buffer: readBuffer, callback: (size, bytes) => this.#read(bytes, size) },
    })
    this.socket.on('error', (error) => this.#end(error.message))
    this.socket.on('close', () => this.#end('closed'))
    this.socket.write(upgradeRequest({ port, path, headers }))
  }

  /** @throws Error when the upgrade is refused or the socket ends before. */
  static async open(door: Door, sink: FrameSink): Promise<RawSocket> {
    const raw = new RawSocket(door, sink)
    await raw.#opened.promise
    return raw
  }

  async close(): Promise<void> {
    if (this.socket.closed) return
    const closed = once(this.socket, 'close')
    this.socket.resetAndDestroy()
    await closed
  }

  #read(bytes: Uint8Array, size: number): boolean {
    if (this.#head === undefined) this.#reader.push(bytes, size)
    else this.#readHead(this.#head + Buffer.from(bytes.subarray(0, size)).toString('latin1'))
    return true
  }

  #readHead(text: string): void {
    const end = text.indexOf(endOfHead)
    this.#head = text
    if (end < 0) return
    if (!text.startsWith('HTTP/1.1 101')) return this.#end(text)
    this.#head = undefined
    this.#opened.resolve()
    const rest = Buffer.from(text.slice(end + endOfHead.length), 'latin1')
    this.#reader.push(rest, rest.length)
  }

  #frame(opcode: number, bytes: Uint8Array, at: number, length: number): void {
    if (opcode === ping) this.socket.write(maskedFrame(bytes.slice(at, at + length), pong))
    else if (opcode === close) {
      this.#end(`close ${(bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)}`)
    } else this.sink.frame(opcode, bytes, at, length)
  }

  #end(reason: string): void {
    this.closedBy ??= reason
    this.#opened.reject(new Error(`The server refused or ended the connection: ${reason}`))
  }
}

function upgradeRequest({ port, path, headers }: Door): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  ]
  return lines.join('\r\n') + endOfHead
}
