import type { UserStatus } from '@tutti/core'
import { UserStatus as WireUserStatus } from '@tutti/protocol/realtime'
import type { OutgoingMember, Resumed, ServerMessage, Welcome, Wire } from '@tutti/protocol/realtime'
import { Emitter } from '../emitter.ts'
import type { TicketView } from '../rest/operation-types.ts'
import type { Runtime } from '../runtime.ts'
import { TuttiError } from '../tutti-error.ts'
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
import type { Link } from './link.ts'
import { parseNotification } from './parse-notification.ts'
import { parseWelcome } from './parse-room.ts'
import { Resumption } from './resumption.ts'
import { RoomWatcher } from './room-watcher.ts'
import { Requests, toError } from './requests.ts'
import type { RoomSession } from './room-types.ts'
import { MeasuredClock } from './server-clock.ts'
import type { QueuePlace } from './waiting.ts'
import { Whereabouts } from './whereabouts.ts'
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
  readonly #dialer: Dialer
  readonly #whereabouts: Whereabouts
  readonly #resumption = new Resumption()
  readonly #watcher: RoomWatcher
  #status: UserStatus = 'online'
  #limits: ServerLimits | null = null
  readonly direct: DirectLine
  #link: Link | null = null
  /** Commands are sent: the session that they belong to is open. */
  #isAsking = false

  constructor(parts: ConnectionParts) {
    const { runtime } = parts
    this.#parts = parts
    this.#emitter = new Emitter(runtime.onListenerError)
    this.#clock = new MeasuredClock(runtime.clock)
    this.#requests = new Requests(runtime)
    this.direct = createDirectLine((member) => this.#ask(member), runtime)
    this.#whereabouts = new Whereabouts({
      runtime,
      clock: this.#clock,
      ask: (member, first) => this.#ask(member, first),
      send: (member) => this.#link?.send(member),
      sendNotes: (notes) => {
        this.#heartbeat.touch()
        this.#link?.sendNotes(notes)
      },
      onRoom: (room) => this.#emitter.emit('room', room),
      onQueue: (place) => this.#emitter.emit('queue', place),
      onError: (error) => this.#emitter.emit('error', error),
    })
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
      isHolding: () => this.#whereabouts.isHolding,
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
    return this.#whereabouts.room
  }

  on<Name extends keyof ConnectionEvents>(event: Name, listener: (value: ConnectionEvents[Name]) => void): () => void {
    return this.#emitter.on(event, listener)
  }

  createRoom(ask: CreateRoomAsk): Promise<RoomSession> {
    return this.#whereabouts.create(ask)
  }

  joinRoom(ask: JoinRoomAsk): Promise<RoomSession> {
    return this.#whereabouts.join(ask)
  }

  get rooms(): readonly ListedRoom[] | null {
    return this.#watcher.rooms
  }

  watchRooms(watch: RoomWatch = {}): () => void {
    return this.#watcher.watch(watch, { isOpen: this.#isAsking })
  }

  get queue(): QueuePlace | null {
    return this.#whereabouts.queue
  }

  leaveQueue(): Promise<void> {
    return this.#whereabouts.leaveQueue()
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
    this.#isAsking = true
    this.#requests.dropped()
    this.#whereabouts.startAnew()
    this.#requests.opened((member, requestId) => link.send(member, requestId))
    this.#watcher.opened({ again: false })
    if (this.#status !== 'online') this.#tellStatus(this.#status).catch(() => undefined)
  }

  #hearResumed(resumed: Resumed): void {
    this.#resumption.resumed(resumed)
    this.#emitter.emit('continuity', resumed.snapshot ? 'resynced' : 'resumed')
    this.#whereabouts.resumed(resumed)
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
    this.#whereabouts.caughtUp()
    this.#requests.opened((member, requestId) => link.send(member, requestId), { again: true })
    this.#watcher.opened({ again: true })
  }

  #dropped(): void {
    this.#link = null
    this.#heartbeat.stop()
    this.#isAsking = false
    this.#requests.paused()
    this.#whereabouts.dropped()
  }

  #changeState(state: ConnectionState): void {
    if (state.status === 'closed') {
      this.#requests.closed()
      this.#whereabouts.closed(connectionClosed())
      if (state.reason === 'auth_ended') this.#parts.onAuthEnded()
    }
    this.#emitter.emit('state', state)
  }

  #hearMidi(midi: HeardMidi): void {
    this.#heartbeat.touch()
    this.#whereabouts.hearMidi(midi)
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
    this.#whereabouts.follow(member)
    if (this.#requests.answer(message)) return
    // The second answer to what was asked twice.
    if (member.case === 'error' && message.requestId !== 0) return
    if (member.case === 'error') return this.#emitter.emit('error', toError(member.value))
    if (member.case === 'notification') return this.#emitter.emit('notification', parseNotification(member.value))
    if (member.case === 'directMessage') return this.#emitter.emit('direct', parseDirect(member.value))
    if (member.case === 'directRead') return this.#emitter.emit('directRead', parseRead(member.value))
    this.#whereabouts.hear(member)
  }
}

function connectionClosed(): TuttiError {
  return new TuttiError({ code: 'connection_closed', message: 'The connection is closed.' })
}
