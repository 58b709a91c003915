import {
  checkDoor,
  closeRoom,
  handOverRoom,
  Refusal,
  type ChatMessage,
  type LiveRooms,
  type Room,
  type RoomBan,
  type RoomId,
  type RoomMute,
  type User,
  type UserId,
} from '@tutti/core'
import { LeaveCause, NotesOffCause, type OutgoingMember } from '@tutti/protocol/realtime'
import type { Connection } from './connection.ts'
import { EncodedMessage } from './encoded-message.ts'
import { followRoomEvents } from './follow-room-events.ts'
import { done, type Reply } from './handlers/reply.ts'
import { awayShownAfterMs } from './liveness.ts'
import { MuteEnds } from './mute-ends.ts'
import { ownerAwayMs, OwnerWatch } from './owner-watch.ts'
import type { Ports } from './ports.ts'
import { presentArrival, presentGreeting } from './present-arrival.ts'
import { presentParticipant, presentParticipantOnly, presentRoom } from './present.ts'
import { Queue } from './queue.ts'
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
  /** A seat is given up. */
  readonly onLeft?: ((seat: Seat) => void) | undefined
  /** The room is over; whoever is in it is told so next. */
  readonly onEnd?: ((channel: RoomChannel) => void) | undefined
  /** Who is in that room has changed. */
  readonly onCount?: ((id: RoomId) => void) | undefined
}

export interface Entering {
  readonly listens: boolean
  /** Waits when there is no place. */
  readonly waits: boolean
  /** Of the command that asks; 0: nobody waits for an answer. */
  readonly requestId: number
  /** Its turn in the line has come; whoever has left the line meanwhile stays out. */
  readonly isCalled?: boolean
}

/**
 * Who comes and goes: takes places, frees them, and closes temporary rooms that stay empty. Longer than most files: all of
 * it changes the same places, and each change is one step.
 */
export class Rooms implements Disposable {
  readonly #parts: Parts
  readonly #channels = new Map<RoomId, RoomChannel>()
  readonly #holders = new Map<Seat, Connection>()
  readonly #closings = new Map<RoomId, NodeJS.Timeout>()
  /** How many are on their way into a room: it stays open meanwhile. */
  readonly #entering = new Map<RoomId, number>()
  /** Rooms whose removal is under way: nobody gets in any more. */
  readonly #ending = new Set<RoomId>()
  readonly #queue: Queue
  readonly #owners: OwnerWatch
  readonly #muteEnds: MuteEnds
  readonly #events: Disposable

  constructor(parts: Parts) {
    const { ports, onFault } = parts
    this.#parts = parts
    this.#queue = new Queue({ enter: (connection, channel) => this.#enterFromQueue(connection, channel), onFault })
    this.#owners = new OwnerWatch({ handOver: (live) => handOverRoom(ports, live), onFault })
    this.#muteEnds = new MuteEnds({ now: () => ports.clock.now(), onEnd: (channel) => this.#refresh(channel) })
    this.#events = followRoomEvents(this, ports.roomEvents)
  }

  get channels(): Iterable<RoomChannel> {
    return this.#channels.values()
  }

  channelOf(id: RoomId): RoomChannel | undefined {
    return this.#channels.get(id)
  }

  /**
   * Takes a place, leaves the one before, and says what is there; or waits in line. Entering twice changes nothing. The
   * answer is told here, in one step with taking the place, so that nothing about the room can be heard before it.
   * @throws Refusal `room_full`, `room_not_found`, `banned_from_room`, `guests_not_allowed`, `pro_required`.
   */
  async enter(connection: Connection, room: Room, how: Entering): Promise<undefined> {
    const { id } = room
    if (this.#ending.has(id)) throw new Refusal('room_not_found', { roomId: id })
    // There from here on, so that no change of the room goes unheard while we look.
    const channel = this.#channel(room)
    this.#stayOpen(id)
    this.#entering.set(id, (this.#entering.get(id) ?? 0) + 1)
    try {
      let seen = await this.#look(channel, connection.user)
      while (!isCurrent(channel, seen)) seen = await this.#look(channel, connection.user)
      // A client that vanished while its join was under way, or waits no more, must not become a ghost.
      const isGone = connection.hasEnded || (how.isCalled && !this.#queue.isWaiting(connection, channel))
      if (!isGone) this.#takePlace(connection, channel, { ...how, history: seen.history })
    } finally {
      this.#arrive(channel)
    }
  }

  /** Waits no longer. @throws Refusal `not_waiting`. */
  leaveQueue(connection: Connection): Reply {
    if (!this.#queue.leave(connection)) throw new Refusal('not_waiting')
    return done
  }

  /** Frees the place, if there is one: what was held ends, then the others see who is gone. */
  leave(connection: Connection, cause: 'left' | 'disconnected'): void {
    if (cause === 'disconnected') this.#queue.leave(connection)
    const { seat } = connection
    if (!seat) return
    if (cause === 'left') this.#vacate(seat, { cause: LeaveCause.LEFT, notesOff: NotesOffCause.LEFT })
    else this.#vacate(seat, { cause: LeaveCause.DISCONNECTED, notesOff: NotesOffCause.DISCONNECTED })
    this.#owners.look(seat.channel.live, cause === 'left' && seat.participant.isOwner ? 0 : ownerAwayMs)
  }

  /** The client of a connection is away, or back: the others see it, and the place is kept. */
  showAway({ seat }: Connection, isAway: boolean): void {
    if (!seat) return
    const { channel } = seat
    channel.endTurn()
    const participant = channel.live.setAway(seat.participant.number, isAway)
    if (!participant) return
    seat.participant = participant
    channel.tell({ case: 'participantUpdated', value: { participant: presentParticipantOnly(participant) } })
    this.#owners.look(channel.live, ownerAwayMs - awayShownAfterMs)
  }

  /** How the room is now, for somebody who is in it; undefined when it is in none. `tell` runs in one step with it. */
  async withArrival({ seat }: Connection, tell: (member: OutgoingMember | undefined) => void): Promise<void> {
    if (!seat) return tell(undefined)
    let seen = await this.#history(seat.channel)
    while (this.#holders.has(seat) && !isCurrent(seat.channel, seen)) seen = await this.#history(seat.channel)
    tell(this.#holders.has(seat) ? presentArrival(seat.channel, seat.participant, seen.history) : undefined)
  }

  /** Ends all that a participant holds, once, for everybody else. */
  silence(seat: Seat, cause: NotesOffCause): void {
    const { channel, participant } = seat
    const channels = participant.keyboard.ringingChannels()
    if (channels.length === 0) return
    participant.keyboard.releaseAll()
    channel.tell({ case: 'notesOff', value: { participant: participant.number, channels, cause } }, seat)
  }

  /** The room as it is from now on: whoever is in it sees it, and is bound by it. */
  renew(room: Room): void {
    const channel = this.#channels.get(room.id)
    if (!channel?.live.update(room, this.#now())) return
    channel.tell({ case: 'roomUpdated', value: { room: presentRoom(room) } })
    this.#refresh(channel)
    this.#owners.look(channel.live, ownerAwayMs)
    this.#queue.serve(channel)
  }

  /** Moves a user out and keeps the user out while the ban is in force. */
  ban(ban: RoomBan, cause: typeof LeaveCause.KICKED | typeof LeaveCause.BANNED): void {
    const { roomId, userId, reason } = ban
    const channel = this.#channels.get(roomId)
    if (!channel) return
    channel.live.sanctions.setBan(userId, ban)
    this.#queue.refuse(channel, userId, new Refusal('banned_from_room', { roomId, ...(reason && { issue: reason }) }))
    const seats = seatsOf(channel, userId)
    for (const seat of seats) {
      const holder = this.#holders.get(seat)
      this.#vacate(seat, { cause, notesOff: NotesOffCause.KICKED })
      holder?.outbox.tell(new EncodedMessage({ case: 'roomClosed', value: { roomId, cause, reason } }))
    }
    this.#owners.look(channel.live, seats.some(({ participant }) => participant.isOwner) ? 0 : ownerAwayMs)
  }

  unban(roomId: RoomId, userId: UserId): void {
    this.#channels.get(roomId)?.live.sanctions.setBan(userId, null)
  }

  /** Takes a user's voice; null gives it back. */
  mute(roomId: RoomId, userId: UserId, mute: RoomMute | null): void {
    const channel = this.#channels.get(roomId)
    if (!channel) return
    channel.live.sanctions.setMute(userId, mute)
    this.#refresh(channel)
  }

  /** The room is gone: whoever is in it or waits for it is told, and is in no room now. */
  end(id: RoomId, reason: string): void {
    const channel = this.#channels.get(id)
    if (!channel) return
    this.#forget(channel)
    channel.tell({ case: 'roomClosed', value: { roomId: id, cause: LeaveCause.ROOM_CLOSED, reason } })
    for (const seat of channel.seats.slice()) {
      this.#release(seat)
      channel.live.dismiss(seat.participant.number)
    }
    this.#queue.end(channel, reason)
  }

  /** Temporary rooms of an earlier run close like any other that is empty. */
  async sweep(): Promise<void> {
    for (const room of await this.#parts.ports.rooms.listTemporary()) {
      if (!this.#channels.has(room.id)) this.#closeLater(room)
    }
  }

  [Symbol.dispose](): void {
    this.#events[Symbol.dispose]()
    this.#owners[Symbol.dispose]()
    this.#muteEnds[Symbol.dispose]()
    for (const timer of this.#closings.values()) clearTimeout(timer)
    this.#closings.clear()
  }

  /** What the room and the door say now, and the last messages. @throws Refusal as `enter`, but for the places. */
  async #look(channel: RoomChannel, user: User): Promise<Seen> {
    const { id, sanctions } = channel.live
    const { rooms, roomSanctions } = this.#parts.ports
    const [room, ban, mute, seen] = await Promise.all([
      rooms.find(id),
      roomSanctions.findBan(id, user.id),
      roomSanctions.findMute(id, user.id),
      this.#history(channel),
    ])
    if (!room || this.#channels.get(id) !== channel) throw new Refusal('room_not_found', { roomId: id })
    this.renew(room)
    sanctions.learn(user.id, { ban, mute })
    const nowMs = this.#now()
    checkDoor({ room: channel.live.room, user, ban: sanctions.banOf(user.id, nowMs), nowMs })
    return seen
  }

  /** One step: nothing comes between the place and being told of it. @throws Refusal `room_full`. */
  #takePlace(
    connection: Connection,
    channel: RoomChannel,
    { listens, waits, requestId, history }: Entering & { readonly history: readonly ChatMessage[] },
  ): void {
    const { seat, user, outbox, id } = connection
    const { live } = channel
    if (seat?.channel === channel && seat.participant.listens === listens) {
      return connection.answer(presentArrival(channel, seat.participant, history), requestId)
    }
    if (waits && !listens && !live.hasPlaceFor(id)) {
      return connection.answer(this.#queue.add(connection, channel), requestId)
    }
    channel.endTurn()
    const nowMs = this.#now()
    const participant = live.admit({ user, listens, nowMs, status: connection.status, waiter: id })
    this.leave(connection, 'left')
    channel.tell({ case: 'participantJoined', value: { participant: presentParticipant(participant) } })
    const taken = channel.take(participant, outbox, history.at(-1)?.roomSeq ?? 0)
    connection.seat = taken
    this.#holders.set(taken, connection)
    const isWaiting = this.#queue.isWaiting(connection, channel)
    const arrival = presentArrival(channel, participant, history)
    // Whoever waited is told without having asked just now.
    if (requestId === 0 && isWaiting) outbox.tell(new EncodedMessage(arrival))
    else connection.answer(arrival, requestId)
    const greeting = presentGreeting(channel, { messageId: this.#parts.ports.ids.shortId(), nowMs })
    if (greeting) outbox.tell(new EncodedMessage(greeting))
    if (isWaiting) this.#queue.leave(connection)
    this.#owners.look(live, ownerAwayMs)
    this.#muteEnds.watch(channel)
    this.#parts.onCount?.(live.id)
  }

  #enterFromQueue(connection: Connection, { live }: RoomChannel): Promise<undefined> {
    return this.enter(connection, live.room, { listens: false, waits: true, requestId: 0, isCalled: true })
  }

  /** One less is on the way in. After the last one nobody's sanctions are needed but those of who is there. */
  #arrive(channel: RoomChannel): void {
    const { live } = channel
    const left = (this.#entering.get(live.id) ?? 1) - 1
    if (left > 0) this.#entering.set(live.id, left)
    else this.#entering.delete(live.id)
    if (left <= 0) live.forgetSanctions()
    this.#closeIfEmpty(channel)
  }

  #vacate(seat: Seat, { cause, notesOff }: { readonly cause: LeaveCause; readonly notesOff: NotesOffCause }): void {
    const { channel, participant } = seat
    this.#release(seat)
    this.silence(seat, notesOff)
    channel.live.dismiss(participant.number)
    this.#parts.onLeft?.(seat)
    this.#parts.onCount?.(channel.live.id)
    channel.tell({ case: 'participantLeft', value: { participant: participant.number, cause } })
    this.#muteEnds.watch(channel)
    this.#queue.serve(channel)
    this.#closeIfEmpty(channel)
  }

  #release(seat: Seat): void {
    const holder = this.#holders.get(seat)
    if (holder?.seat === seat) holder.seat = undefined
    this.#holders.delete(seat)
    seat.channel.free(seat)
  }

  /** Gives everybody there what the room and the mutes say now. */
  #refresh(channel: RoomChannel): void {
    channel.endTurn()
    const changed = new Set(channel.live.refresh(this.#now()))
    for (const seat of channel.seats) {
      const participant = channel.live.find(seat.participant.number) ?? seat.participant
      seat.participant = participant
      if (!participant.mayPlay && changed.has(participant)) this.silence(seat, NotesOffCause.MUTED)
    }
    for (const participant of changed) {
      channel.tell({ case: 'participantUpdated', value: { participant: presentParticipantOnly(participant) } })
    }
    this.#muteEnds.watch(channel)
  }

  /** The last messages, and what was told of them before they were read. */
  async #history({ live: { id }, lastRoomSeq, chatChanges }: RoomChannel): Promise<Seen> {
    return { history: await this.#parts.ports.messages.latest(id, chatHistory), lastRoomSeq, chatChanges }
  }

  #channel(room: Room): RoomChannel {
    const present = this.#channels.get(room.id)
    if (present) return present
    const { live, turn } = this.#parts
    const channel = new RoomChannel(live.open(room, this.#now()), turn)
    this.#channels.set(room.id, channel)
    return channel
  }

  #now(): number {
    return this.#parts.ports.clock.now()
  }

  #stayOpen(id: RoomId): void {
    clearTimeout(this.#closings.get(id))
    this.#closings.delete(id)
  }

  #closeIfEmpty({ live }: RoomChannel): void {
    const isAlone = live.isEmpty && (this.#entering.get(live.id) ?? 0) === 0
    if (isAlone && this.#parts.live.find(live.id) === live) this.#closeLater(live.room)
  }

  #closeLater(room: Room): void {
    this.#stayOpen(room.id)
    const timer = setTimeout(() => void this.#close(room.id, room.lifetime), this.#parts.closeAfterMs)
    timer.unref()
    this.#closings.set(room.id, timer)
  }

  async #close(id: RoomId, lifetime: Room['lifetime']): Promise<void> {
    const channel = this.#channels.get(id)
    if (channel) this.#forget(channel)
    else this.#stayOpen(id)
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

  #forget(channel: RoomChannel): void {
    const { id } = channel.live
    this.#parts.onEnd?.(channel)
    this.#stayOpen(id)
    this.#entering.delete(id)
    this.#owners.forget(id)
    this.#muteEnds.forget(id)
    this.#channels.delete(id)
    this.#parts.live.close(id)
  }
}

interface Seen {
  /** Oldest first. */
  readonly history: readonly ChatMessage[]
  readonly lastRoomSeq: number
  readonly chatChanges: number
}

/** Nothing was told while it was read that is not in it. What was told before may be forgotten by now (CHAT-13). */
function isCurrent(channel: RoomChannel, { history, lastRoomSeq, chatChanges }: Seen): boolean {
  const readUpTo = Math.max(lastRoomSeq, history.at(-1)?.roomSeq ?? 0)
  return channel.lastRoomSeq <= readUpTo && channel.chatChanges === chatChanges
}

function seatsOf(channel: RoomChannel, user: UserId): readonly Seat[] {
  return channel.seats.filter(({ participant }) => participant.user.id === user)
}
