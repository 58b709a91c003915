import {
  closeRoom,
  Refusal,
  type ChatMessage,
  type LiveRooms,
  type Participant,
  type Room,
  type RoomId,
} from '@tutti/core'
import { LeaveCause, NotesOffCause } from '@tutti/protocol/realtime'
import type { Connection } from './connection.ts'
import type { Reply } from './handlers/reply.ts'
import type { Ports } from './ports.ts'
import { presentMessage, presentParticipant, presentRoom } from './present.ts'
import { RoomChannel } from './room-channel.ts'
import type { Seat } from './seat.ts'
import type { Turn } from './turn.ts'

export const chatHistory = 100

interface Parts {
  readonly ports: Ports
  readonly live: LiveRooms
  readonly turn: Turn
  readonly closeAfterMs: number
  readonly onFault: (fault: unknown) => void
}

/** Who comes and goes: takes places, frees them, and closes temporary rooms that stay empty. */
export class Rooms implements Disposable {
  readonly #parts: Parts
  readonly #channels = new Map<RoomId, RoomChannel>()
  readonly #closings = new Map<RoomId, NodeJS.Timeout>()
  /** Rooms whose removal is under way: nobody gets in any more. */
  readonly #ending = new Set<RoomId>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get channels(): Iterable<RoomChannel> {
    return this.#channels.values()
  }

  /**
   * Takes a place, leaves the one before, and says what is there. Entering twice changes nothing.
   * @throws Refusal `room_full`, `room_not_found`.
   */
  async enter(connection: Connection, room: Room, { listens }: { readonly listens: boolean }): Promise<Reply> {
    const history = await this.#history(room.id)
    if (this.#ending.has(room.id)) throw new Refusal('room_not_found', { roomId: room.id })
    // A client that vanished while its join was under way must not become a ghost.
    if (connection.hasEnded) return undefined

    const { seat } = connection
    if (seat?.channel.live.id === room.id && seat.participant.listens === listens) {
      return presentArrival(seat.channel, seat.participant, history)
    }
    const channel = this.#channel(room)
    const nowMs = this.#parts.ports.clock.now()
    channel.endTurn()
    const participant = channel.live.admit({ user: connection.user, listens, nowMs })
    this.leave(connection, 'left')
    this.#stayOpen(room.id)
    channel.tell({ case: 'participantJoined', value: { participant: presentParticipant(participant) } })
    connection.seat = channel.take(participant, connection.outbox, history.at(-1)?.roomSeq ?? 0)
    return presentArrival(channel, participant, history)
  }

  /** Frees the place, if there is one: what was held ends, then the others see who is gone. */
  leave(connection: Connection, cause: 'left' | 'disconnected'): void {
    const { seat } = connection
    if (!seat) return
    connection.seat = undefined
    const { channel, participant } = seat
    channel.free(seat)
    this.silence(seat, cause === 'left' ? NotesOffCause.LEFT : NotesOffCause.DISCONNECTED)
    channel.live.dismiss(participant.number)
    const value = {
      participant: participant.number,
      cause: cause === 'left' ? LeaveCause.LEFT : LeaveCause.DISCONNECTED,
    }
    channel.tell({ case: 'participantLeft', value })
    if (channel.live.isEmpty) this.#closeLater(channel.live.room)
  }

  /** Ends all that a participant holds, once, for everybody else. */
  silence(seat: Seat, cause: NotesOffCause): void {
    const { channel, participant } = seat
    const channels = participant.keyboard.ringingChannels()
    if (channels.length === 0) return
    participant.keyboard.releaseAll()
    channel.tell({ case: 'notesOff', value: { participant: participant.number, channels, cause } }, seat)
  }

  /** Temporary rooms of an earlier run close like any other that is empty. */
  async sweep(): Promise<void> {
    for (const room of await this.#parts.ports.rooms.listTemporary()) {
      if (!this.#channels.has(room.id)) this.#closeLater(room)
    }
  }

  [Symbol.dispose](): void {
    for (const timer of this.#closings.values()) clearTimeout(timer)
    this.#closings.clear()
  }

  /** The last messages, none missing: one that was told while they were read makes us read again. */
  async #history(id: RoomId): Promise<readonly ChatMessage[]> {
    for (;;) {
      const history = await this.#parts.ports.messages.latest(id, chatHistory)
      const told = this.#channels.get(id)?.lastRoomSeq ?? 0
      if (told <= (history.at(-1)?.roomSeq ?? 0)) return history
    }
  }

  #channel(room: Room): RoomChannel {
    const present = this.#channels.get(room.id)
    if (present) return present
    const { live, ports, turn } = this.#parts
    const channel = new RoomChannel(live.open(room, ports.clock.now()), turn)
    this.#channels.set(room.id, channel)
    return channel
  }

  #stayOpen(id: RoomId): void {
    clearTimeout(this.#closings.get(id))
    this.#closings.delete(id)
  }

  #closeLater(room: Room): void {
    const timer = setTimeout(() => void this.#close(room), this.#parts.closeAfterMs)
    timer.unref()
    this.#closings.set(room.id, timer)
  }

  async #close({ id, lifetime }: Room): Promise<void> {
    this.#closings.delete(id)
    this.#channels.delete(id)
    this.#parts.live.close(id)
    if (lifetime === 'lasting') return
    this.#ending.add(id)
    try {
      await closeRoom(this.#parts.ports, id)
    } catch (fault) {
      this.#parts.onFault(fault)
    } finally {
      this.#ending.delete(id)
    }
  }
}

function presentArrival(channel: RoomChannel, me: Participant, history: readonly ChatMessage[]): Reply {
  const { live } = channel
  const value = {
    room: presentRoom(live.room),
    participant: me.number,
    participants: [...live.participants].map(presentParticipant),
    history: history.map(presentMessage),
  }
  return { case: 'roomJoined', value }
}
