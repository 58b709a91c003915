import { Refusal, type UserId } from '@tutti/core'
import { LeaveCause, type OutgoingMember } from '@tutti/protocol/realtime'
import type { Connection } from './connection.ts'
import { EncodedMessage } from './encoded-message.ts'
import { presentError } from './present-error.ts'
import type { RoomChannel } from './room-channel.ts'

/** More do not wait for one room. */
const mostWaiting = 100

interface Waiting {
  readonly connection: Connection
  readonly channel: RoomChannel
  /** A place is being taken right now. */
  isComing: boolean
}

interface Parts {
  /** @throws Refusal when the room does not let them in after all. */
  readonly enter: (connection: Connection, channel: RoomChannel) => Promise<undefined>
  readonly onFault: (fault: unknown) => void
}

/** The connections that wait for a place in a full room, each for one. */
export class Queue {
  readonly #parts: Parts
  readonly #waiting = new Map<string, Waiting>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Waits at the end of the line; whoever waits there already keeps the place. @throws Refusal `room_full` when too many wait. */
  add(connection: Connection, channel: RoomChannel): OutgoingMember {
    const { live } = channel
    if (!this.isWaiting(connection, channel)) {
      if (live.line.length >= mostWaiting) throw new Refusal('room_full', { roomId: live.id })
      this.leave(connection)
      live.line.add(connection.id)
      this.#waiting.set(connection.id, { connection, channel, isComing: false })
    }
    return presentPosition(connection, channel)
  }

  /** Waits no longer; the others move up. False when it did not wait. */
  leave(connection: Connection): boolean {
    const waiting = this.#waiting.get(connection.id)
    if (!waiting) return false
    const { channel } = waiting
    this.#waiting.delete(connection.id)
    channel.live.line.remove(connection.id)
    for (const other of this.#in(channel)) other.outbox.tell(new EncodedMessage(presentPosition(other, channel)))
    this.serve(channel)
    return true
  }

  isWaiting(connection: Connection, channel: RoomChannel): boolean {
    return this.#waiting.get(connection.id)?.channel === channel
  }

  /** Lets in as many as there are places, in the order of the line. */
  serve(channel: RoomChannel): void {
    const { line, freePlaces } = channel.live
    for (const waiter of line.waiters.slice(0, freePlaces)) {
      const waiting = this.#waiting.get(waiter)
      if (waiting && !waiting.isComing) void this.#admit(waiting)
    }
  }

  /** The room lets a user in no more. */
  refuse(channel: RoomChannel, user: UserId, refusal: Refusal): void {
    for (const connection of this.#in(channel)) if (connection.user.id === user) this.#dismiss(connection, refusal)
  }

  /** The room has ended: nobody waits for it any more. */
  end(channel: RoomChannel, reason: string): void {
    const value = { roomId: channel.live.id, cause: LeaveCause.ROOM_CLOSED, reason }
    const message = new EncodedMessage({ case: 'roomClosed', value })
    for (const connection of this.#in(channel)) {
      this.#waiting.delete(connection.id)
      connection.outbox.tell(message)
    }
  }

  async #admit(waiting: Waiting): Promise<void> {
    const { connection, channel } = waiting
    waiting.isComing = true
    try {
      await this.#parts.enter(connection, channel)
    } catch (fault) {
      if (!(fault instanceof Refusal)) this.#parts.onFault(fault)
      this.#dismiss(connection, fault instanceof Refusal ? fault : new Refusal('internal'))
    } finally {
      waiting.isComing = false
    }
    this.serve(channel)
  }

  #dismiss(connection: Connection, refusal: Refusal): void {
    const channel = this.#waiting.get(connection.id)?.channel
    if (!channel) return
    this.leave(connection)
    const value = { roomId: channel.live.id, length: channel.live.line.length, refusal: presentError(refusal) }
    connection.outbox.tell(new EncodedMessage({ case: 'queuePosition', value }))
  }

  #in(channel: RoomChannel): readonly Connection[] {
    return channel.live.line.waiters.flatMap((waiter) => this.#waiting.get(waiter)?.connection ?? [])
  }
}

function presentPosition({ id }: Connection, { live }: RoomChannel): OutgoingMember {
  const { line } = live
  return { case: 'queuePosition', value: { roomId: live.id, position: line.positionOf(id), length: line.length } }
}
