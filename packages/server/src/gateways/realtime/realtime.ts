import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { defaultRoomSettings, longestMessage, Refusal, type Caller, type LiveRooms } from '@tutti/core'
import { NotesOffCause, subprotocols, type ServerMessage } from '@tutti/protocol/realtime'
import type { Logger } from 'pino'
import { WebSocketServer, type WebSocket } from 'ws'
import { closeCodes } from './close-codes.ts'
import { Connection, type ConnectionEvents } from './connection.ts'
import { answerHeartbeat } from './handlers/answer-heartbeat.ts'
import { changeUser } from './handlers/change-user.ts'
import { createAndJoinRoom, joinRoom } from './handlers/join-room.ts'
import { playNotes } from './handlers/play-notes.ts'
import { done, type Reply } from './handlers/reply.ts'
import { sendChat } from './handlers/send-chat.ts'
import { startLiveness } from './liveness.ts'
import { Outbox } from './outbox.ts'
import type { Ports } from './ports.ts'
import { presentUser, wholeMs } from './present.ts'
import { refuseUpgrade } from './refuse-upgrade.ts'
import { chatHistory, Rooms } from './rooms.ts'
import { Turn } from './turn.ts'
import { admitUpgrade } from './upgrade.ts'

/** Larger frames close the connection with 1009. */
const mostFrameBytes = 64 * 1024
const heartbeatMs = 2_000
/** Clients come back spread over this time after a planned stop. */
const reconnectWithinMs = 2_000

export interface RealtimeOptions {
  readonly ports: Ports
  readonly live: LiveRooms
  readonly log: Logger
  readonly publicUrl: string | undefined
  /** A temporary room closes this long after the last participant left. */
  readonly roomsCloseAfterMs: number
  /** A connection from which nothing was heard for this long is closed. */
  readonly silenceMs: number
}

/** The WebSocket of the Piano API: `/api/websocket/{ticket}`, or `/api/websocket` with a token. */
export class Realtime implements AsyncDisposable {
  readonly #options: RealtimeOptions
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload: mostFrameBytes,
    handleProtocols: (offered) => Object.values(subprotocols).find((name) => offered.has(name)) ?? false,
  })
  readonly #turn: Turn
  readonly #connections = new Set<Connection>()
  readonly #rooms: Rooms
  readonly #liveness: Disposable
  #isStopping = false

  constructor(options: RealtimeOptions) {
    const { ports, live, log, silenceMs } = options
    this.#options = options
    this.#turn = new Turn((fault) => log.error({ event: 'turn_failed', err: fault }))
    this.#rooms = new Rooms({
      ports,
      live,
      turn: this.#turn,
      closeAfterMs: options.roomsCloseAfterMs,
      onFault: (fault) => log.error({ event: 'room_close_failed', err: fault }),
    })
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

  /** For the `upgrade` event of an HTTP server. Never throws; a refused request is answered and hung up. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const onError = (): void => void socket.destroy()
    socket.on('error', onError)
    try {
      if (this.#isStopping) throw new Refusal('unavailable')
      const { caller } = await admitUpgrade(this.#options, request)
      if (socket.destroyed) return
      socket.off('error', onError)
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#open(webSocket, socket, caller))
    } catch (fault) {
      if (!(fault instanceof Refusal)) this.#options.log.error({ event: 'upgrade_failed', err: fault })
      refuseUpgrade(socket, fault instanceof Refusal ? fault : new Refusal('internal'))
    }
  }

  /** Tells everybody when to come back, then closes with 1012. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true
    this.#liveness[Symbol.dispose]()
    for (const connection of this.#connections) {
      const inMs = Math.round(Math.random() * reconnectWithinMs)
      connection.outbox.tellAtOnce({ case: 'reconnect', value: { inMs } })
      connection.close(closeCodes.restart, 'Restarting')
    }
    this.#rooms[Symbol.dispose]()
    this.#sockets.close()
  }

  #open(webSocket: WebSocket, socket: Duplex, caller: Caller): void {
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
    log.debug({ event: 'connection_opened', connection: connection.id, user: caller.user.id })
    this.#welcome(connection)
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
    onNotes: ({ seat }, frame, nowMs) => playNotes(seat, frame, nowMs),
    onHeartbeat: ({ outbox }, { message, requestId }, nowMs) => {
      if (message.case !== 'heartbeat') return
      outbox.tellAtOnce(answerHeartbeat(message.value, nowMs, this.#options.ports.clock.now()), requestId)
    },
    onCommand: (connection, message) => this.#carryOut(connection, message),
    onFault: ({ id }, fault) => this.#options.log.error({ event: 'realtime_fault', connection: id, err: fault }),
    onClosed: (connection, code) => {
      this.#connections.delete(connection)
      this.#rooms.leave(connection, 'disconnected')
      this.#options.log.debug({ event: 'connection_closed', connection: connection.id, code })
    },
  }

  #carryOut(connection: Connection, { message }: ServerMessage): Promise<Reply> | Reply {
    const { ports } = this.#options
    const needs = { ports, rooms: this.#rooms }
    switch (message.case) {
      case 'createRoomCommand':
        return createAndJoinRoom(needs, connection, message.value)
      case 'joinRoomCommand':
        return joinRoom(needs, connection, message.value)
      case 'leaveRoomCommand':
        this.#rooms.leave(connection, 'left')
        return done
      case 'chatMessage':
        return sendChat(ports, connection, message.value)
      case 'userCommand':
        return changeUser(ports, connection, message.value)
      default:
        throw new Refusal('unsupported_message')
    }
  }
}
