import type { UserStatus } from '@tutti/core'
import { UserStatus as WireUserStatus } from '@tutti/protocol/realtime'
import type {
  OutgoingMember,
  QueuePosition,
  Resumed,
  RoomClosed,
  RoomJoined,
  ServerMessage,
  Welcome,
  Wire,
} from '@tutti/protocol/realtime'
import { Emitter } from '../emitter.ts'
import type { TicketView } from '../rest/operation-types.ts'
import type { Runtime } from '../runtime.ts'
import { TuttiError, toTuttiError } from '../tutti-error.ts'
import type { ClosedReason, ConnectionEvents, ConnectionState } from './connection-types.ts'
import type {
  CreateRoomAsk,
  JoinRoomAsk,
  ListedRoom,
  RealtimeConnection,
  RoomWatch,
  ServerClock,
  ServerLimits,
} from './connection-types.ts'
import { createDirectLine, parseDirect, parseRead, type DirectLine } from './direct-line.ts'
import { Dialer } from './dialer.ts'
import { Heartbeat } from './heartbeat.ts'
import { JoinedRoom } from './joined-room.ts'
import type { Link } from './link.ts'
import { parseNotification } from './parse-notification.ts'
import { parseRoomEnd, parseWelcome, wireRoomTypes } from './parse-room.ts'
import { Rejoiner } from './rejoiner.ts'
import { Resumption } from './resumption.ts'
import { RoomWatcher } from './room-watcher.ts'
import { Requests, toError } from './requests.ts'
import { readRoomEntry } from './room-entry.ts'
import type { RoomSession } from './room-types.ts'
import { MeasuredClock } from './server-clock.ts'
import { type QueuePlace, Waiting, queueLeft } from './waiting.ts'
import type { HeardMidi } from './wire.ts'

const usualHeartbeatMs = 15_000

const wireStatuses: Readonly<Record<UserStatus, WireUserStatus>> = {
  online: WireUserStatus.ONLINE,
  away: WireUserStatus.AWAY,
  busy: WireUserStatus.BUSY,
  invisible: WireUserStatus.INVISIBLE,
}

export interface ConnectionParts {
  readonly runtime: Runtime
  readonly wire: Wire
  /** @throws TuttiError */
  readonly openTicket: () => Promise<TicketView>
  /** Whether another session is about to take the place of ours. */
  readonly isAuthChanging: () => boolean
  /** The server ended the session that this connection was made with. */
  readonly onAuthEnded: () => void
  readonly onRenamed: (username: string) => void
}

/** What lives as long as somebody wants to be connected; the sockets underneath come and go. */
export class Connection implements RealtimeConnection {
  readonly #parts: ConnectionParts
  readonly #emitter: Emitter<ConnectionEvents>
  readonly #clock: MeasuredClock
  readonly #requests: Requests
  readonly #heartbeat: Heartbeat
  readonly #rejoiner: Rejoiner
  readonly #dialer: Dialer
  readonly #waiting: Waiting
  readonly #resumption = new Resumption()
  readonly #watcher: RoomWatcher
  /** The server still has us in a room that we left meanwhile. */
  #leftAway = false
  #status: UserStatus = 'online'
  #limits: ServerLimits | null = null
  readonly direct: DirectLine
  #link: Link | null = null
  #room: JoinedRoom | null = null
  /** Commands are sent: the session that they belong to is open. */
  #isAsking = false

  constructor(parts: ConnectionParts) {
    const { runtime } = parts
    this.#parts = parts
    this.#emitter = new Emitter(runtime.onListenerError)
    this.#clock = new MeasuredClock(runtime.clock)
    this.#requests = new Requests(runtime)
    this.direct = createDirectLine((member) => this.#ask(member), runtime)
    this.#waiting = new Waiting((place) => this.#emitter.emit('queue', place))
    this.#rejoiner = new Rejoiner({ ...runtime, ask: (ask) => this.#askToJoin(ask, true) })
    this.#heartbeat = new Heartbeat({
      ...runtime,
      send: (t0Us) => {
        const value = { t0: BigInt(t0Us), lastSeq: this.#resumption.lastSeq }
        this.#link?.send({ case: 'heartbeat', value })
      },
      onProbe: (probe) => {
        this.#clock.add(probe)
        this.#emitter.emit('clock', this.#clock)
      },
      onDead: () => this.#dialer.abandon(),
      isHolding: () => this.#room?.isHolding ?? false,
    })
    this.#watcher = new RoomWatcher({
      ask: (member) => this.#ask(member),
      onRooms: (rooms) => this.#emitter.emit('rooms', rooms),
      onError: (error) => this.#emitter.emit('error', error),
    })
    this.#dialer = new Dialer({
      ...parts,
      hears: {
        onMidi: (midi) => this.#hearMidi(midi),
        onMessage: (message) => this.#hear(message),
        onState: (state) => this.#changeState(state),
        onOpen: (link, welcome) => this.#opened(link, welcome),
        onDropped: () => this.#dropped(),
        onError: (error) => this.#emitter.emit('error', error),
      },
    })
    this.#dialer.start()
  }

  get state(): ConnectionState {
    return this.#dialer.state
  }

  get clock(): ServerClock {
    return this.#clock
  }

  get room(): RoomSession | null {
    return this.#room
  }

  on<Name extends keyof ConnectionEvents>(event: Name, listener: (value: ConnectionEvents[Name]) => void): () => void {
    return this.#emitter.on(event, listener)
  }

  async createRoom({ roomName, roomType, password = '', maxUsers = 0, settings }: CreateRoomAsk): Promise<RoomSession> {
    const answer = await this.#ask({
      case: 'createRoomCommand',
      value: {
        roomName,
        password,
        maxUsers,
        ...(roomType && { roomType: wireRoomTypes[roomType] }),
        ...(settings && { settings }),
      },
    })
    const room = this.#entered(answer)
    this.#rejoiner.remember({ roomId: room.room.roomId, password })
    return room
  }

  async joinRoom(ask: JoinRoomAsk): Promise<RoomSession> {
    const answer = await this.#askToJoin(ask)
    const isWaiting = answer.case === 'queuePosition'
    const room = isWaiting ? await this.#waiting.wait(ask, answer.value) : this.#entered(answer)
    this.#rejoiner.remember({ ...ask, wait: false })
    return room
  }

  get rooms(): readonly ListedRoom[] | null {
    return this.#watcher.rooms
  }

  watchRooms(watch: RoomWatch = {}): () => void {
    return this.#watcher.watch(watch, { isOpen: this.#link !== null })
  }

  get queue(): QueuePlace | null {
    return this.#waiting.place
  }

  async leaveQueue(): Promise<void> {
    if (!this.#waiting.ask) return
    this.#waiting.end(queueLeft())
    await this.#ask({ case: 'leaveQueueCommand', value: {} })
  }

  get status(): UserStatus {
    return this.#status
  }

  get limits(): ServerLimits | null {
    return this.#limits
  }

  async setStatus(status: UserStatus): Promise<void> {
    await this.#tellStatus(status)
    this.#status = status
  }

  async rename(username: string): Promise<void> {
    await this.#ask({ case: 'userCommand', value: { command: { case: 'username', value: username } } })
    this.#parts.onRenamed(username)
  }

  /** A new session in place of the one that this connection was made with: back again under it, into the same room. */
  dialAgain(): void {
    this.#dialer.dialAgain()
  }

  close(reason: ClosedReason = 'client'): void {
    this.#dialer.close(reason)
  }

  #ask(member: OutgoingMember, first = false): Promise<ServerMessage['message']> {
    if (this.state.status === 'closed') {
      return Promise.reject(connectionClosed())
    }
    const answer = this.#requests.ask(member, { first })
    this.#heartbeat.poke()
    return answer
  }

  async #tellStatus(status: UserStatus): Promise<void> {
    await this.#ask({ case: 'userCommand', value: { command: { case: 'status', value: wireStatuses[status] } } })
  }

  #askToJoin({ roomId, password = '', listen = false, wait = false }: JoinRoomAsk, first = false) {
    return this.#ask({ case: 'joinRoomCommand', value: { roomId, password, listen, wait } }, first)
  }

  #opened(link: Link, welcome: Welcome): void {
    this.#link = link
    this.#clock.restart(Number(welcome.serverTime))
    this.#heartbeat.start(welcome.heartbeatMs || usualHeartbeatMs)
    const lost = this.#resumption.begin(welcome)
    const parsed = parseWelcome(welcome)
    this.#limits = parsed.limits
    this.#emitter.emit('welcome', parsed)
    if (lost) link.send({ case: 'resume', value: lost })
    else this.#startAnew(link)
  }

  /** With a session of its own: what was lost with the one before is made good as far as it can be. */
  #startAnew(link: Link): void {
    this.#leftAway = false
    this.#isAsking = true
    this.#requests.dropped()
    if (this.#room) this.#rejoiner.start(this.#room)
    if (this.#waiting.ask) void this.#waitAgain(this.#waiting.ask)
    this.#requests.opened((member, requestId) => link.send(member, requestId))
    this.#watcher.opened({ again: false })
    if (this.#status !== 'online') this.#tellStatus(this.#status).catch(() => undefined)
  }

  #hearResumed({ lastSeq, missed, snapshot, room }: Resumed): void {
    this.#resumption.resumed({ lastSeq, missed })
    this.#emitter.emit('continuity', snapshot ? 'resynced' : 'resumed')
    if (!snapshot) this.#room?.resumed()
    else if (room) this.#enter(room)
    else this.#room?.end('room_left')
    this.#caughtUp()
  }

  #hearSessionLost(): void {
    const held = this.#resumption.refused()
    this.#emitter.emit('continuity', 'lost')
    if (this.#link) this.#startAnew(this.#link)
    for (const message of held) this.#hear(message)
  }

  /** Only now is it clear which commands were answered. */
  #caughtUp(): void {
    const link = this.#link
    if (!link || this.#isAsking || !this.#resumption.isCaughtUp) return
    this.#isAsking = true
    if (this.#leftAway) link.send({ case: 'leaveRoomCommand', value: {} })
    this.#leftAway = false
    this.#requests.opened((member, requestId) => link.send(member, requestId), { again: true })
    this.#watcher.opened({ again: true })
  }

  #dropped(): void {
    this.#link = null
    this.#heartbeat.stop()
    this.#rejoiner.stop()
    this.#isAsking = false
    this.#requests.paused()
    this.#room?.away()
  }

  #changeState(state: ConnectionState): void {
    if (state.status === 'closed') {
      this.#requests.closed()
      this.#waiting.end(connectionClosed())
      this.#room?.end('connection_closed')
      if (state.reason === 'auth_ended') this.#parts.onAuthEnded()
    }
    this.#emitter.emit('state', state)
  }

  #hearMidi(midi: HeardMidi): void {
    this.#heartbeat.touch()
    this.#room?.hearMidi(midi)
  }

  #hear(message: ServerMessage): void {
    const { message: member } = message
    if (member.case === 'heartbeat') {
      const { t0, t1, t2 } = member.value
      return this.#heartbeat.answered({ t0Us: Number(t0), t1Us: Number(t1), t2Us: Number(t2) })
    }
    if (member.case === 'resumed') return this.#hearResumed(member.value)
    if (this.#resumption.isAsking && member.case === 'error' && member.value.code === 'session_lost') {
      return this.#hearSessionLost()
    }
    if (!this.#resumption.admits(message)) return
    this.#tell(message)
    this.#caughtUp()
  }

  #tell(message: ServerMessage): void {
    const { message: member } = message
    if (member.case === 'roomListChanges') return this.#watcher.hear(member.value)
    if (member.case === 'roomJoined') this.#enter(member.value)
    if (member.case === 'queuePosition') this.#hearOfQueue(member.value)
    if (this.#requests.answer(message)) return
    // The second answer to what was asked twice.
    if (member.case === 'error' && message.requestId !== 0) return
    if (member.case === 'error') return this.#emitter.emit('error', toError(member.value))
    if (member.case === 'notification') return this.#emitter.emit('notification', parseNotification(member.value))
    if (member.case === 'roomClosed') return this.#hearClosed(member.value)
    if (member.case === 'directMessage') return this.#emitter.emit('direct', parseDirect(member.value))
    if (member.case === 'directRead') return this.#emitter.emit('directRead', parseRead(member.value))
    this.#room?.hear(member)
  }

  #hearOfQueue({ refusal, ...place }: QueuePosition): void {
    if (!refusal) return this.#waiting.move(place)
    if (this.#waiting.ask?.roomId === place.roomId) this.#waiting.end(toError(refusal))
  }

  #hearClosed({ roomId, cause, reason }: RoomClosed): void {
    const message = 'The room has ended.'
    if (this.#waiting.ask?.roomId === roomId) this.#waiting.end(new TuttiError({ code: 'room_closed', message }))
    if (this.#room?.room.roomId === roomId) this.#room.end(parseRoomEnd(cause), reason)
  }

  /** At the end of the line again: the place was lost with the connection. */
  async #waitAgain(ask: JoinRoomAsk): Promise<void> {
    try {
      await this.#askToJoin(ask)
    } catch (thrown) {
      const error = toTuttiError(thrown)
      if (!error.retryable) this.#waiting.end(error)
    }
  }

  /** At once, so that what the next frame says about the room is heard. */
  #enter(told: RoomJoined): void {
    const entry = readRoomEntry(told, (error) => this.#emitter.emit('error', error))
    if (!entry) return
    const before = this.#room
    if (before?.room.roomId === entry.room.roomId) return before.rejoined(entry)

    const room = new JoinedRoom(
      {
        runtime: this.#parts.runtime,
        clock: this.#clock,
        ask: (member) => this.#ask(member),
        sendNotes: (notes) => {
          this.#heartbeat.touch()
          this.#link?.sendNotes(notes)
        },
        send: (member) => this.#link?.send(member),
        onEnded: (ended) => this.#forget(ended),
      },
      entry,
    )
    this.#room = room
    this.#rejoiner.remember({ roomId: entry.room.roomId })
    before?.end('left')
    this.#emitter.emit('room', room)
    this.#waiting.entered(room)
  }

  #forget(room: JoinedRoom): void {
    if (this.#room !== room) return
    this.#room = null
    this.#leftAway ||= this.#link === null
    this.#rejoiner.stop()
    this.#emitter.emit('room', null)
  }

  #entered(answer: ServerMessage['message']): RoomSession {
    const roomId = answer.case === 'roomJoined' ? answer.value.room?.roomId : undefined
    if (this.#room && this.#room.room.roomId === roomId) return this.#room
    throw new TuttiError({ code: 'unexpected_answer', message: 'The server did not let us into the room.' })
  }
}

function connectionClosed(): TuttiError {
  return new TuttiError({ code: 'connection_closed', message: 'The connection is closed.' })
}
