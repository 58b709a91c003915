import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  checkAddress,
  defaultRoomSettings,
  longestMessage,
  Refusal,
  type Budget,
  type Caller,
  type LiveRooms,
  type Notice,
  type Presence,
  type Room,
  type UserId,
} from '@tutti/core'
import { NotesOffCause, subprotocols, type ServerMessage } from '@tutti/protocol/realtime'
import type { Logger } from 'pino'
import { WebSocketServer, type WebSocket } from 'ws'
import { closeCodes } from './close-codes.ts'
import type { Activity } from './activity.ts'
import { ConnectionCaps, type MostConnections } from './connection-caps.ts'
import { Connection, type ConnectionEvents } from './connection.ts'
import { Connections, type Whose } from './connections.ts'
import { EncodedMessage } from './encoded-message.ts'
import { answerHeartbeat } from './handlers/answer-heartbeat.ts'
import { changeUser } from './handlers/change-user.ts'
import { createAndJoinRoom, joinRoom } from './handlers/join-room.ts'
import { playNotes } from './handlers/play-notes.ts'
import { done, type Reply } from './handlers/reply.ts'
import { sendChat } from './handlers/send-chat.ts'
import { startLiveness } from './liveness.ts'
import { Outbox } from './outbox.ts'
import type { Ports } from './ports.ts'
import { presentNotice } from './present-notice.ts'
import { presentUser, wholeMs } from './present.ts'
import { refuseUpgrade } from './refuse-upgrade.ts'
import { chatHistory, Rooms } from './rooms.ts'
import { SessionWatch } from './session-watch.ts'
import { Turn } from './turn.ts'
import { UpgradeGate } from './upgrade-gate.ts'
import { admitUpgrade } from './upgrade.ts'

/** Larger frames close the connection with 1009. */
const mostFrameBytes = 64 * 1024
const heartbeatMs = 2_000
/** Clients come back spread over this time after a planned stop. */
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
    handleProtocols: (offered) => Object.values(subprotocols).find((name) => offered.has(name)) ?? false,
  })
  /** What has happened here since the start. */
  readonly counted = { noteMessages: 0, chatMessages: 0 }
  readonly #gate: UpgradeGate
  readonly #caps: ConnectionCaps | undefined
  readonly #turn: Turn
  readonly #connections = new Connections()
  readonly #rooms: Rooms
  readonly #liveness: Disposable
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
      onLeft: (seat) => options.activity.left(seat),
    })
    this.#watch = new SessionWatch({
      connections: this.#connections,
      ports,
      onFault: (fault) => log.error({ event: 'session_check_failed', err: fault }),
    })
    options.activity.watch(this.#connections)
    this.#liveness = startLiveness({
      connections: this.#connections,
      now: () => ports.clock.now(),
      silenceMs,
      onHangingKeys: (seat) => this.#rooms.silence(seat, NotesOffCause.SILENT),
    })
  }

  /** Rooms left over from an earlier run close in time. */
  async start(): Promise<void> {
    await this.#rooms.sweep()
  }

  get connections(): number {
    return this.#connections.size
  }

  isOnline(userId: UserId): boolean {
    return this.#connections.of({ userId }).length > 0
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
        const connection = this.#open(webSocket, socket, caller)
        // Its session may have ended since it was looked at.
        if (revision !== this.#watch.revision) void this.#watch.recheck(connection)
      })
    } catch (fault) {
      if (!(fault instanceof Refusal)) this.#options.log.error({ event: 'upgrade_failed', err: fault })
      refuseUpgrade(socket, fault instanceof Refusal ? fault : new Refusal('internal'))
    }
  }

  /** Closes connections for good: 4501 when their session is over, 4503 when their user is banned or suspended. */
  endConnections(whose: Whose, code: typeof closeCodes.authEnded | typeof closeCodes.banned): void {
    this.#watch.end(whose, code)
  }

  /** Tells everybody who is connected; returns how many there are. */
  announce(notice: Notice): number {
    const message = new EncodedMessage(presentNotice(notice))
    for (const { seat, outbox } of this.#connections) {
      // It does not overtake a note of the room.
      seat?.channel.endTurn()
      outbox.tell(message)
    }
    return this.#connections.size
  }

  /** Tells everybody when to come back, then closes with 1012. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true
    this.#liveness[Symbol.dispose]()
    this.#watch[Symbol.dispose]()
    for (const connection of this.#connections) {
      const inMs = Math.round(Math.random() * reconnectWithinMs)
      connection.outbox.tellAtOnce({ case: 'reconnect', value: { inMs } })
      connection.close(closeCodes.restart, 'Restarting')
    }
    this.#rooms[Symbol.dispose]()
    this.#sockets.close()
  }

  #open(webSocket: WebSocket, socket: Duplex, caller: Caller): Connection {
    const { ports, log } = this.#options
    const wire = webSocket.protocol === subprotocols.json ? 'json' : 'proto'
    const connection = new Connection({
      id: ports.ids.uuid(),
      caller,
      socket: webSocket,
      outbox: new Outbox(socket, wire, this.#turn),
      events: this.#events,
      now: () => ports.clock.now(),
    })
    this.#connections.add(connection)
    this.#caps?.makeRoom(this.#connections, connection)
    this.#options.activity.saw(connection)
    log.debug({ event: 'connection_opened', connection: connection.id, user: caller.user.id })
    this.#welcome(connection)
    return connection
  }

  #welcome({ id, user, outbox }: Connection): void {
    const { clock, limits } = this.#options.ports
    const value = {
      sessionId: id,
      heartbeatMs,
      serverTime: wholeMs(clock.now()),
      limits: {
        maxFrameBytes: mostFrameBytes,
        maxMessageCharacters: longestMessage,
        noteQuota: defaultRoomSettings.noteQuota,
        chatHistory,
        maxUsersPerRoom: limits.maxUsersPerRoom,
      },
      user: presentUser(user),
      capabilities: [],
    }
    outbox.tellAtOnce({ case: 'welcome', value })
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
    onCommand: (connection, message) => this.#carryOut(connection, message),
    onFault: ({ id }, fault) => this.#options.log.error({ event: 'realtime_fault', connection: id, err: fault }),
    onClosed: (connection, code) => {
      this.#connections.delete(connection)
      this.#rooms.leave(connection, 'disconnected')
      this.#options.activity.saw(connection)
      this.#options.log.debug({ event: 'connection_closed', connection: connection.id, code })
    },
  }

  #carryOut(connection: Connection, { message, requestId }: ServerMessage): Promise<Reply> | Reply {
    const { ports } = this.#options
    const needs = { ports, rooms: this.#rooms }
    switch (message.case) {
      case 'createRoomCommand':
        if (this.#options.lifecycle.isDraining) throw new Refusal('unavailable')
        return createAndJoinRoom(needs, connection, { command: message.value, requestId })
      case 'joinRoomCommand':
        return joinRoom(needs, connection, { command: message.value, requestId })
      case 'leaveRoomCommand':
        this.#rooms.leave(connection, 'left')
        return done
      case 'leaveQueueCommand':
        return this.#rooms.leaveQueue(connection)
      case 'chatMessage':
        this.counted.chatMessages += 1
        return sendChat(ports, connection, message.value)
      case 'userCommand':
        return changeUser(ports, connection, message.value)
      default:
        throw new Refusal('unsupported_message')
    }
  }
}
