import { Refusal } from '@tutti/core'
import { IncomingMidi, decodeMessage, decodeMessageJson, readMidiFrame, type Wire } from '@tutti/protocol/realtime'
import type { WebSocket } from 'ws'
import { Breaches } from './breaches.ts'
import { closeCodes } from './close-codes.ts'
import type { Connection } from './connection.ts'
import { EncodedMessage } from './encoded-message.ts'
import { FrameMeter } from './frame-meter.ts'
import type { Sink } from './outbox.ts'
import { presentError } from './present-error.ts'
import { RoundTrip } from './round-trip.ts'

/** The hot message is read into this one; it is used up before the next frame is looked at. */
const midiFrame = new IncomingMidi()

/** A reader that takes so long to answer a ping while data flows is slow: the system hides megabytes from us. */
const slowAnswerMs = 1000
/** Data flows when so much was written since the last ping. */
const flowBytes = 2048
const pingWhileFlowingMs = 1000

export interface LinkParts {
  readonly webSocket: WebSocket
  /** What the WebSocket lies upon. */
  readonly socket: Sink
  readonly wire: Wire
  readonly framesPerSecond: number
  readonly now: () => number
}

/** One WebSocket from its opening to its end: frames in, in order. The session that it serves may outlive it. */
export class Link {
  readonly socket: Sink
  readonly wire: Wire
  readonly roundTrip = new RoundTrip()
  /** Anything at all, pongs too. */
  heardAtMs: number
  /** A message of the client's own. */
  spokeAtMs: number
  #connection: Connection | undefined
  readonly #webSocket: WebSocket
  readonly #now: () => number
  readonly #meter: FrameMeter
  readonly #badFrames = new Breaches()
  /** When the ping was sent that was not answered yet; 0: none is under way. */
  #askedAtMs = 0
  #lastAskedAtMs: number
  #writtenWhenAsked = 0
  #isOpen = true

  constructor({ webSocket, socket, wire, framesPerSecond, now }: LinkParts) {
    this.#webSocket = webSocket
    this.socket = socket
    this.wire = wire
    this.#now = now
    this.#meter = new FrameMeter(framesPerSecond)
    this.heardAtMs = now()
    this.spokeAtMs = this.heardAtMs
    this.#lastAskedAtMs = this.heardAtMs
    webSocket.on('message', (data: Buffer, isBinary: boolean) => this.#hear(data, isBinary))
    webSocket.on('pong', () => this.#hearPong())
    webSocket.on('ping', () => this.#admit())
    webSocket.on('close', (code: number) => this.#end(code))
    // ws closes the socket itself after a protocol error; without a listener the error would end the process.
    webSocket.on('error', () => undefined)
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** From here on this link speaks for that session. */
  serve(connection: Connection): void {
    this.#connection = connection
  }

  /** Everything written before leaves first. */
  close(code: number, reason = ''): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#webSocket.close(code, reason)
  }

  /** Asks for a sign of life, unless that was done and is not answered yet. */
  ping(): void {
    if (this.#askedAtMs !== 0 || this.#webSocket.readyState !== this.#webSocket.OPEN) return
    this.#askedAtMs = this.#now()
    this.#lastAskedAtMs = this.#askedAtMs
    this.#writtenWhenAsked = this.socket.bytesWritten ?? 0
    // In its place among what is written: the answer then tells that all before it was read.
    this.#webSocket.ping()
  }

  /** Asks while data flows, and else once in `restMs`. */
  probe(nowMs: number, restMs: number): void {
    const sinceMs = nowMs - this.#lastAskedAtMs
    if (sinceMs >= restMs || (sinceMs >= pingWhileFlowingMs && this.#hasFlowed)) this.ping()
  }

  /** Data flows, and a ping is not answered for too long. */
  isSlow(nowMs: number): boolean {
    return this.#askedAtMs !== 0 && nowMs - this.#askedAtMs > slowAnswerMs && this.#hasFlowed
  }

  /** Nine in ten seconds are forgiven. */
  countBadFrame(): void {
    if (this.#badFrames.add(this.heardAtMs)) {
      this.#connection?.close(closeCodes.badFrames, 'Too many malformed messages')
    }
  }

  get #hasFlowed(): boolean {
    return (this.socket.bytesWritten ?? 0) - this.#writtenWhenAsked >= flowBytes
  }

  #end(code: number): void {
    this.#isOpen = false
    this.#connection?.unlinked(this, code)
  }

  /** False when it sends too much, and is closed for it. */
  #admit(): boolean {
    const nowMs = this.#now()
    this.heardAtMs = nowMs
    const pace = this.#meter.count(nowMs)
    if (pace === 'fine') return true
    if (pace === 'flood') {
      this.#connection?.close(closeCodes.rateLimited, 'Too many frames')
      return false
    }
    this.#refuse(new Refusal('rate_limited', { retryAfterMs: 1000 }), 0)
    return true
  }

  #hearPong(): void {
    if (!this.#admit() || this.#askedAtMs === 0) return
    this.roundTrip.add(this.#now() - this.#askedAtMs)
    this.#askedAtMs = 0
    this.#connection?.answeredPing()
  }

  #hear(data: Buffer, isBinary: boolean): void {
    const connection = this.#connection
    if (!this.#isOpen || !connection || !this.#admit()) return
    if (isBinary !== (this.wire === 'proto')) {
      return connection.close(closeCodes.unsupportedData, 'Wrong kind of frame')
    }
    this.spokeAtMs = this.heardAtMs
    let requestId = 0
    try {
      if (isBinary && readMidiFrame(data, midiFrame)) return connection.hearNotes(midiFrame, this.heardAtMs)
      const message = isBinary ? decodeMessage(data) : decodeMessageJson(data.toString())
      requestId = message.requestId
      connection.hear(message, this.heardAtMs)
    } catch (fault) {
      this.#refuse(fault, requestId)
    }
  }

  #refuse(fault: unknown, requestId: number): void {
    const connection = this.#connection
    if (!connection) return
    const refusal = connection.toRefusal(fault)
    connection.outbox.tell(new EncodedMessage({ case: 'error', value: presentError(refusal) }, requestId))
    if (isBadFrame(refusal)) this.countBadFrame()
  }
}

function isBadFrame({ code }: Refusal): boolean {
  return code === 'malformed_message' || code === 'unsupported_message' || code === 'illegal_midi'
}
