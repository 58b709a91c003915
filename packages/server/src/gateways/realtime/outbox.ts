import type { Duplex } from 'node:stream'
import type { OutgoingMember, Wire } from '@tutti/protocol/realtime'
import { EncodedMessage } from './encoded-message.ts'
import { ReliableLog } from './reliable-log.ts'
import type { Turn } from './turn.ts'

/** A reader that leaves more than this unread gets nothing perishable until it has caught up. */
export const mostPerishableBytes = 64 * 1024
/** … and more than this of what is reliable closes it; it may come back. */
const mostUnsentBytes = 1024 * 1024

/** What an outbox writes to. `bytesWritten` counts what the system has not taken yet too. */
export type Sink = Duplex & { readonly bytesWritten?: number }

export interface OutboxEvents {
  /** The reader has become too slow. */
  onBehind(): void
}

/**
 * The only writer of a session: to the socket while there is one, and into a log that a client which comes back is told.
 * What is written in one turn of the event loop leaves in one system call. A slow reader is its problem alone: nobody
 * waits for it.
 */
export class Outbox {
  readonly wire: Wire
  readonly #turn: Turn
  readonly #log = new ReliableLog()
  #events: OutboxEvents | undefined
  #socket: Sink | undefined
  #isCorked = false
  #isBehind = false

  constructor(socket: Sink, wire: Wire, turn: Turn) {
    this.#socket = socket
    this.wire = wire
    this.#turn = turn
  }

  /** Who is told what becomes of the reader. */
  watch(events: OutboxEvents): void {
    this.#events = events
  }

  get isBehind(): boolean {
    return this.#isBehind
  }

  /** More is waiting for this reader than any reader may leave. */
  get isOverfull(): boolean {
    return this.unsentBytes > mostUnsentBytes
  }

  get unsentBytes(): number {
    return this.#socket?.writableLength ?? 0
  }

  get lastSeq(): number {
    return this.#log.lastSeq
  }

  /** Whether notes, cursors and the like are for this reader. One that reads too slowly is noticed here. */
  takesPerishables(): boolean {
    const socket = this.#socket
    if (!socket || this.#isBehind) return false
    if (socket.writableLength <= mostPerishableBytes) return true
    this.fallBehind()
    return false
  }

  fallBehind(): void {
    if (this.#isBehind) return
    this.#isBehind = true
    this.#events?.onBehind()
  }

  /** It has read what was written; what it missed is the caller's to tell. */
  catchUp(): void {
    this.#isBehind = false
  }

  /** Reliable: it carries the next `seq`. */
  tell(message: EncodedMessage): void {
    const seq = this.#log.add(message)
    if (this.#socket) this.write(message.frame(this.wire, seq))
  }

  /** Without `seq`, and not held up until the end of the turn: the welcome, answers to heartbeats. */
  tellAtOnce(member: OutgoingMember, requestId = 0): void {
    this.#socket?.write(new EncodedMessage(member, requestId).frame(this.wire, 0))
  }

  /** Without `seq`, in order with everything else. */
  hint(message: EncodedMessage): void {
    if (this.#socket) this.write(message.frame(this.wire, 0))
  }

  /** A complete frame, or several. Leaves at the end of the turn with whatever else is written. */
  write(frames: Buffer): void {
    const socket = this.#socket
    if (!socket) return
    if (!this.#isCorked) {
      this.#isCorked = true
      socket.cork()
      this.#turn.endsWith(this)
    }
    socket.write(frames)
  }

  /** As `write`, for the end of the turn: one chunk needs no cork. */
  writeLast(frames: Buffer): void {
    if (this.#isCorked) return this.write(frames)
    this.#socket?.write(frames)
  }

  /** Sends what the turn has gathered. */
  endTurn(): void {
    if (!this.#isCorked) return
    this.#isCorked = false
    this.#socket?.uncork()
  }

  /** The client has everything up to this `seq`: it need not be kept. */
  acknowledge(seq: number): void {
    this.#log.forget(seq)
  }

  /** What the client missed; undefined when it is not all there any more. */
  missedSince(seq: number): readonly EncodedMessage[] | undefined {
    return this.#log.after(seq)
  }

  /** The client is back, with another socket. */
  attach(socket: Sink): void {
    this.shut()
    this.#socket = socket
    this.#isBehind = false
  }

  /** Tells again what was told after `seq`. */
  replay(messages: readonly EncodedMessage[], seq: number): void {
    messages.forEach((message, index) => this.write(message.frame(this.wire, seq + index + 1)))
  }

  /** Nothing is written from here on: the closing handshake has begun, or the socket is gone. */
  shut(): void {
    this.endTurn()
    this.#socket = undefined
  }
}
