import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  checkAddress,
  Refusal,
  seenStatus,
  type Budget,
  type Caller,
  type LiveRooms,
  type Notice,
  type Presence,
  type Room,
  type RoomPlayers,
  type SeenStatus,
  type UserId,
} from '@tutti/core'
import { NotesOffCause, subprotocols, type OutgoingMember } from '@tutti/protocol/realtime'
import type { Logger } from 'pino'
import { WebSocketServer, type WebSocket } from 'ws'
import { closeCodes } from './close-codes.ts'
import { Commands } from './commands.ts'
import type { Activity } from './activity.ts'
import { ConnectionCaps, type MostConnections } from './connection-caps.ts'
import { Connection, type ConnectionEvents } from './connection.ts'
import { Connections } from './connections.ts'
import { EncodedMessage } from './encoded-message.ts'
import { followDirectEvents } from './follow-direct-events.ts'
import { answerHeartbeat } from './handlers/answer-heartbeat.ts'
import { playNotes } from './handlers/play-notes.ts'
import { startLatencyBoard } from './latency-board.ts'
import { Link } from './link.ts'
import { startLiveness } from './liveness.ts'
import { Outbox } from './outbox.ts'
import type { Ports } from './ports.ts'
import { presentNotice } from './present-notice.ts'
import { presentSoundState } from './present-sound.ts'
import { presentWelcome } from './present-welcome.ts'
import type { RealtimeLimits } from './realtime-limits.ts'
import { refuseUpgrade } from './refuse-upgrade.ts'
import { resumeSession, type Arrival } from './resume-session.ts'
import { RoomFeed } from './room-feed.ts'
import { RoomMusic } from './room-music.ts'
import { Rooms } from './rooms.ts'
import { SessionWatch } from './session-watch.ts'
import { Signals } from './signals.ts'
import { Turn } from './turn.ts'
import { UpgradeGate } from './upgrade-gate.ts'
import { admitUpgrade, isOtherVersion } from './upgrade.ts'

/** Larger frames close the connection with 1009. */
const mostFrameBytes = 64 * 1024
/** Clients come back spread over at least this time after a planned stop. */
const reconnectWithinMs = 2_000

export interface RealtimeOptions {
  readonly ports: Ports
  readonly live: LiveRooms
  readonly activity: Activity
  readonly log: Logger
  readonly publicUrl: string | undefined
  /** A temporary room closes this long after the last participant left. */
  readonly roomsCloseAfterMs: number
  /** A connection from which nothing was heard for this long is closed. */
  readonly silenceMs: number
  /** A session whose connection was lost waits for its client for so long; 0: not at all. */
  readonly resumeMs: number
  readonly limits: RealtimeLimits | undefined
  /** The client's own address. */
  readonly addressOf: (request: IncomingMessage) => string
  /** Origins of pages elsewhere that may connect. */
  readonly corsOrigins: readonly string[]
  /** Connections that are let in each second; undefined: all of them. */
  readonly connectionsPerSecond: number | undefined
  /** How often an address may come with a bad ticket; undefined: always. */
  readonly badTickets: Budget | undefined
  /** Undefined: as many as come. */
  readonly mostConnections: MostConnections | undefined
  readonly lifecycle: { readonly isDraining: boolean }
}

/** The WebSocket of the Piano API: `/api/websocket/{ticket}`, or `/api/websocket` with a token. */
export class Realtime implements AsyncDisposable, Presence {
  readonly #options: RealtimeOptions
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload: mostFrameBytes,
    handleProtocols: chooseSubprotocol,
  })
  /** What has happened here since the start. */
  readonly counted = { noteMessages: 0, chatMessages: 0 }
  readonly #gate: UpgradeGate
  readonly #caps: ConnectionCaps | undefined
  readonly #turn: Turn
  readonly #connections = new Connections()
  readonly #rooms: Rooms
  readonly #music: RoomMusic
  readonly #feed: RoomFeed
  readonly #watches = new DisposableStack()
  readonly #signals: Signals
  readonly #commands: Commands
  readonly #watch: SessionWatch
  #isStopping = false

  constructor(options: RealtimeOptions) {
    const { ports, live, log, silenceMs } = options
    this.#options = options
    const { connectionsPerSecond: perSecond, badTickets } = options
    this.#gate = new UpgradeGate({ rateLimiter: ports.rateLimiter, clock: ports.clock, badTickets, perSecond })
    this.#caps = options.mostConnections && new ConnectionCaps(options.mostConnections)
    this.#turn = new Turn((fault) => log.error({ event: 'turn_failed', err: fault }))
    this.#rooms = new Rooms({
      ports,
      live,
      turn: this.#turn,
      closeAfterMs: options.roomsCloseAfterMs,
      onFault: (fault) => log.error({ event: 'room_close_failed', err: fault }),
      onLeft: (seat) => {
        options.activity.left(seat)
        this.#music.left(seat.channel)
      },
      onEnd: (channel) => this.#music.end(channel),
      onCount: (id) => this.#feed.mark(id),
    })
    const onFault = (fault: unknown): void => log.error({ event: 'room_list_failed', err: fault })
    this.#feed = this.#watches.use(new RoomFeed({ ports, live, onFault }))
    this.#music = new RoomMusic({
      ports,
      live,
      channelOf: (id) => this.#rooms.channelOf(id),
      onFault: (fault) => log.error({ event: 'room_music_failed', err: fault }),
    })
    this.#watch = new SessionWatch({
      connections: this.#connections,
      ports,
      onFault: (fault) => log.error({ event: 'session_check_failed', err: fault }),
    })
    this.#signals = new Signals(this.#turn)
    this.#commands = new Commands({
      ports,
      rooms: this.#rooms,
      feed: this.#feed,
      music: this.#music,
      limits: options.limits,
      lifecycle: options.lifecycle,
      onChat: () => (this.counted.chatMessages += 1),
    })
    this.#watches.use(followDirectEvents(this.#connections, ports.directEvents))
    options.activity.watch(this.#connections)
    const liveness = startLiveness({
      connections: this.#connections,
      now: () => ports.clock.now(),
      silenceMs,
      resumeMs: options.resumeMs,
      onHangingKeys: (seat) => this.#rooms.silence(seat, NotesOffCause.SILENT),
      onLostKeys: (seat) => this.#rooms.silence(seat, NotesOffCause.DISCONNECTED),
      onAway: (connection) => this.#rooms.showAway(connection, true),
    })
    this.#watches.use(liveness)
    this.#watches.use(startLatencyBoard(this.#connections))
  }

  /** Rooms left over from an earlier run close in time. */
  async start(): Promise<void> {
    await this.#music.endLeftOver()
    await this.#rooms.sweep()
  }

  get roomPlayers(): RoomPlayers {
    return this.#music.players
  }

  get connections(): number {
    return this.#connections.linked
  }

  statusOf(userId: UserId): SeenStatus {
    return seenStatus(
      this.#connections.of({ userId }).map(({ link, status }) => (link || status === 'invisible' ? status : 'away')),
    )
  }

  roomOf(userId: UserId): Room | undefined {
    return this.#connections.of({ userId }).findLast(({ seat }) => seat !== undefined)?.seat?.channel.live.room
  }

  /** For the `upgrade` event of an HTTP server. Never throws; a refused request is answered and hung up. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const onError = (): void => void socket.destroy()
    socket.on('error', onError)
    try {
      if (this.#isStopping || this.#options.lifecycle.isDraining) throw new Refusal('unavailable')
      const { revision } = this.#watch
      const address = this.#options.addressOf(request)
      const { houseRules, clock } = this.#options.ports
      checkAddress(houseRules.addressBans, address, clock.now())
      this.#caps?.enter(address, socket)
      const { caller } = await this.#gate.pass(address, () => admitUpgrade(this.#options, request))
      if (socket.destroyed) return
      socket.off('error', onError)
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        if (!isSpoken(webSocket.protocol)) return webSocket.close(closeCodes.version, 'This version is not spoken here')
        const connection = this.#open(webSocket, socket, caller)
        // Its session may have ended since it was looked at.
        if (revision !== this.#watch.revision) void this.#watch.recheck(connection)
      })
    } catch (fault) {
      if (!(fault instanceof Refusal)) this.#options.log.error({ event: 'upgrade_failed', err: fault })
      refuseUpgrade(socket, fault instanceof Refusal ? fault : new Refusal('internal'))
    }
  }

  /** Tells everybody who is connected; returns how many there are. */
  announce(notice: Notice): number {
    const message = new EncodedMessage(presentNotice(notice))
    for (const { seat, outbox } of this.#connections) {
      // It does not overtake a note of the room.
      seat?.channel.endTurn()
      outbox.tell(message)
    }
    return this.#connections.linked
  }

  /** Tells everybody when to come back, then closes with 1012. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true
    this.#watches.dispose()
    this.#watch[Symbol.dispose]()
    // No faster than they are let in again.
    const { connectionsPerSecond = Infinity } = this.#options
    const withinMs = Math.max(reconnectWithinMs, (this.#connections.size / connectionsPerSecond) * 1000)
    for (const connection of this.#connections) {
      const inMs = Math.round(Math.random() * withinMs)
      connection.outbox.tellAtOnce({ case: 'reconnect', value: { inMs } })
      connection.end(closeCodes.restart, 'Restarting')
    }
    await this.#music[Symbol.asyncDispose]()
    this.#rooms[Symbol.dispose]()
    this.#sockets.close()
  }

  #open(webSocket: WebSocket, socket: Duplex, caller: Caller): Connection {
    const { ports, log, limits, resumeMs } = this.#options
    const wire = webSocket.protocol === subprotocols.json ? 'json' : 'proto'
    const now = (): number => ports.clock.now()
    const framesPerSecond = limits?.framesPerSecond ?? Infinity
    const connection = new Connection({
      id: ports.ids.uuid(),
      resumeToken: ports.ids.uuid(),
      caller,
      link: new Link({ webSocket, socket, wire, framesPerSecond, now }),
      outbox: new Outbox(socket, wire, this.#turn),
      events: this.#events,
      now,
      resumeMs,
    })
    this.#connections.add(connection)
    this.#caps?.makeRoom(this.#connections, connection)
    this.#options.activity.saw(connection)
    log.debug({ event: 'connection_opened', connection: connection.id, user: caller.user.id })
    const { maxUsersPerRoom, chatEditMs } = ports.limits
    const facts = { nowMs: now(), maxFrameBytes: mostFrameBytes, maxUsersPerRoom, chatEditMs, resumeMs, limits }
    connection.outbox.tellAtOnce(presentWelcome(connection, facts))
    return connection
  }

  readonly #events: ConnectionEvents = {
    onNotes: ({ seat }, frame, nowMs) => {
      playNotes(seat, frame, nowMs)
      this.counted.noteMessages += 1
    },
    onHeartbeat: ({ outbox }, { message, requestId }, nowMs) => {
      if (message.case !== 'heartbeat') return
      outbox.tellAtOnce(answerHeartbeat(message.value, nowMs, this.#options.ports.clock.now()), requestId)
    },
    onCommand: (connection, message) => this.#commands.carryOut(connection, message),
    onSignal: (connection, signal, nowMs) => this.#signals.show(connection, signal, nowMs),
    onResume: (fresh, { message, requestId }) => {
      if (message.case !== 'resume') return
      resumeSession(this.#resuming, fresh, { value: message.value, requestId })
    },
    onArrivalAgain: async (connection) => {
      let arrival: OutgoingMember | undefined
      await this.#rooms.withArrival(connection, (told) => (arrival = told))
      if (!arrival) throw new Refusal('not_in_room')
      return arrival
    },
    onCaughtUp: (connection) => this.#tellPerishables(connection),
    onFault: ({ id }, fault) => this.#options.log.error({ event: 'realtime_fault', connection: id, err: fault }),
    onAway: (connection, code) => {
      this.#options.log.debug({ event: 'connection_lost', connection: connection.id, code })
    },
    onClosed: (connection, code) => {
      this.#connections.delete(connection)
      this.#feed.unwatch(connection)
      this.#rooms.leave(connection, 'disconnected')
      this.#options.activity.saw(connection)
      this.#options.log.debug({ event: 'connection_closed', connection: connection.id, code })
    },
  }

  readonly #resuming = {
    connections: this.#connections,
    onBack: (connection: Connection): void => {
      this.#rooms.showAway(connection, false)
      connection.seat?.channel.endTurn()
    },
    onCaughtUp: (connection: Connection): void => this.#tellPerishables(connection),
    withArrival: (connection: Connection, tell: (room: Arrival | undefined) => void): Promise<void> =>
      this.#rooms.withArrival(connection, (told) => tell(told?.case === 'roomJoined' ? told.value : undefined)),
  }

  /** What a client that was away or too slow has missed without a trace, as it is now. */
  #tellPerishables(connection: Connection): void {
    const { seat, outbox } = connection
    if (seat) {
      seat.channel.endTurn()
      outbox.hint(new EncodedMessage(presentSoundState(seat.channel.live)))
    }
    this.#feed.renew(connection)
  }
}

function isSpoken(protocol: string): boolean {
  return protocol === '' || protocol === subprotocols.proto || protocol === subprotocols.json
}

/** Of several the first that we speak; else, if it is another version of ours, that one, so that it can be told so. */
function chooseSubprotocol(offered: ReadonlySet<string>): string | false {
  const spoken = Object.values(subprotocols).find((name) => offered.has(name))
  return spoken ?? [...offered].find(isOtherVersion) ?? false
}
