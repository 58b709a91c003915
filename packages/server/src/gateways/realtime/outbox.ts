import type { Duplex } from 'node:stream'
import type { OutgoingMember, Wire } from '@tutti/protocol/realtime'
import { EncodedMessage } from './encoded-message.ts'
import type { Turn } from './turn.ts'

/** A reader that leaves more than this unread is closed; it may come back. */
export const mostUnsentBytes = 1024 * 1024

/**
 * The only writer of a connection's socket. What is written in one turn of the event loop leaves in one system call.
 * A slow reader is its problem alone: nobody waits for it.
 */
export class Outbox {
  readonly wire: Wire
  readonly #socket: Duplex
  readonly #turn: Turn
  #seq = 0
  #corked = false
  #open = true

  constructor(socket: Duplex, wire: Wire, turn: Turn) {
    this.#socket = socket
    this.wire = wire
    this.#turn = turn
  }

  /** More is waiting for this reader than any reader may leave. */
  get isOverfull(): boolean {
    return this.#socket.writableLength > mostUnsentBytes
  }

  /** Reliable: it carries the next `seq`. */
  tell(message: EncodedMessage): void {
    this.#seq += 1
    this.write(message.frame(this.wire, this.#seq))
  }

  /** Without `seq`, and not held up until the end of the turn: the welcome, answers to heartbeats. */
  tellAtOnce(member: OutgoingMember, requestId = 0): void {
    if (this.#open) this.#socket.write(new EncodedMessage(member, requestId).frame(this.wire, 0))
  }

  /** A complete frame, or several. Leaves at the end of the turn with whatever else is written. */
  write(frames: Buffer): void {
    if (!this.#open) return
    if (!this.#corked) {
      this.#corked = true
      this.#socket.cork()
      this.#turn.endsWith(this)
    }
    this.#socket.write(frames)
  }

  /** As `write`, for the end of the turn: one chunk needs no cork. */
  writeLast(frames: Buffer): void {
    if (this.#corked) return this.write(frames)
    if (this.#open) this.#socket.write(frames)
  }

  /** Sends what the turn has gathered. */
  endTurn(): void {
    if (!this.#corked) return
    this.#corked = false
    this.#socket.uncork()
  }

  /** Nothing is written from here on: the closing handshake has begun, or the socket is gone. */
  shut(): void {
    this.endTurn()
    this.#open = false
  }
}
