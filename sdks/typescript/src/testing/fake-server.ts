import {
  ChatMessageType,
  LeaveCause,
  RoomType,
  type OutgoingMember,
  type ServerMessage,
} from '@tutti/protocol/realtime'
import type { WebSocketLike } from '../runtime.ts'
import { FakeSocket } from './fake-socket.ts'
import type { VirtualTime } from './virtual-time.ts'

type Value<Case extends OutgoingMember['case']> = Extract<OutgoingMember, { case: Case }>['value']
type Plain<Message> = Exclude<Message, { readonly $typeName: string }>
type Person = Plain<NonNullable<Value<'participantJoined'>['participant']>>
type Said = Plain<Value<'chatMessage'>>
type Heard<Case> =
  Extract<ServerMessage['message'], { readonly case: Case }> extends { readonly value: infer V } ? V : never

export interface HttpAsked {
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly token: string | null
}

/** One room and whoever comes by, as little of a server as the client must be tried against. */
export class FakeServer {
  readonly time: VirtualTime
  /** Of the server's clock, ahead of the device's wall clock. */
  readonly aheadMs: number
  readonly asked: HttpAsked[] = []
  readonly heard: ServerMessage[] = []
  readonly closes: number[] = []
  readonly history: Said[] = []
  others: Person[] = []
  delays = { up: 0, down: 0 }
  /** Answers an HTTP request instead of the server. */
  answerHttp: (asked: HttpAsked) => Response | undefined = () => undefined
  /** Answers a message instead of the server; true when it did. */
  answer: (message: ServerMessage, socket: FakeSocket) => boolean = () => false
  socket: FakeSocket | null = null
  /** Of the next welcome; empty: there is nothing to come back to. */
  resumeToken = ''
  #guests = 0
  #numbers = 0
  #username = 'Mellow Heron'

  constructor(time: VirtualTime, aheadMs = 5_000) {
    this.time = time
    this.aheadMs = aheadMs
  }

  now(): number {
    return this.time.wallMs() + this.aheadMs
  }

  /** What a client is made with. */
  get options() {
    const accept = (url: string, protocol: string) => this.accept(url, protocol)
    return {
      baseUrl: 'https://tutti.example',
      clock: this.time,
      timers: this.time,
      fetch: this.fetch,
      // What a constructor returns is what `new` gives.
      WebSocket: function FakeWebSocket(url: string, protocols: string[]) {
        return accept(url, protocols[0] ?? '')
      } as unknown as new (url: string, protocols: string[]) => WebSocketLike,
    }
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : String(input))
    const headers = new Headers(init?.headers)
    const asked: HttpAsked = {
      method: init?.method ?? 'GET',
      path: pathname + search,
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
      token: headers.get('authorization'),
    }
    this.asked.push(asked)
    return this.answerHttp(asked) ?? this.#answerHttp(asked)
  }

  accept(_url: string, protocol: string): FakeSocket {
    const socket: FakeSocket = new FakeSocket({
      timers: this.time,
      protocol,
      delays: () => this.delays,
      onOpened: () => this.#welcome(socket),
      onMessage: (message) => {
        this.heard.push(message)
        if (!this.answer(message, socket)) this.#answer(message, socket)
      },
      onClosed: (code) => this.closes.push(code),
    })
    this.socket = socket
    return socket
  }

  tell(member: OutgoingMember): void {
    this.socket?.tell(member)
  }

  /** Messages of one kind that the server heard. */
  heardOf<Case extends OutgoingMember['case']>(name: Case): readonly Heard<Case>[] {
    return this.heard.flatMap(({ message }) => (message.case === name ? [message.value as Heard<Case>] : []))
  }

  #answerHttp({ path, body }: HttpAsked): Response {
    if (path === '/api/auth/guest') {
      this.#guests += 1
      this.#username = (body as { username?: string }).username ?? 'Mellow Heron'
      return ok(sessionOf(this.#guests, this.#username), 201)
    }
    if (path === '/api/auth/refresh') return refused(401, { code: 'AUTHENTICATION_ERROR', message: 'Expired' })
    if (path === '/api/auth/logout') return ok({})
    if (path === '/api/websocket/ticket') {
      return ok({
        payload: 'p',
        url: 'wss://tutti.example/api/websocket/p',
        protocols: ['tutti.v1.proto', 'tutti.v1.json'],
        expires_at: '2026-11-21T19:30:00.000Z',
      })
    }
    return refused(404, { code: 'RESOURCE_NOT_FOUND', message: 'There is nothing at this address.', details: {} })
  }

  #welcome(socket: FakeSocket): void {
    socket.tell({
      case: 'welcome',
      value: {
        sessionId: 's',
        resumeToken: this.resumeToken,
        heartbeatMs: 15_000,
        serverTime: BigInt(Math.round(this.now())),
        limits: { maxMessageCharacters: 500 },
        user: this.#me,
      },
    })
  }

  get #me() {
    return { userId: `guest-${this.#guests}`, username: this.#username, color: '#86a9f7', guest: true }
  }

  #answer({ message, requestId }: ServerMessage, socket: FakeSocket): void {
    if (message.case === 'heartbeat') {
      const nowUs = BigInt(Math.round(this.now() * 1000))
      return socket.tell({ case: 'heartbeat', value: { t0: message.value.t0, t1: nowUs, t2: nowUs } })
    }
    if (message.case === 'joinRoomCommand') return this.letIn(socket, requestId, message.value.roomId)
    if (message.case === 'createRoomCommand') return this.letIn(socket, requestId, 'room-new')
    if (requestId === 0) return
    const value = message.case === 'chatMessage' ? this.#keep(message.value) : {}
    socket.tell({ case: 'ack', value }, requestId)
  }

  /** The same `clientMessageId` again is the same message. */
  #keep({ message, clientMessageId }: Required<Pick<Said, 'message' | 'clientMessageId'>>): Value<'ack'> {
    const known = this.history.find((said) => said.clientMessageId === clientMessageId)
    const kept = known ?? this.said({ userId: this.#me.userId, message, clientMessageId })
    if (!known) this.history.push(kept)
    return { messageId: kept.messageId ?? '', roomSeq: kept.roomSeq ?? 0n, timestamp: kept.timestamp ?? 0n }
  }

  said(said: Said): Said {
    const seq = this.history.length + 1
    return {
      messageType: ChatMessageType.USER,
      messageId: `m${seq}`,
      roomSeq: BigInt(seq),
      timestamp: BigInt(Math.round(this.now())),
      username: 'Somebody',
      ...said,
    }
  }

  letIn(socket: FakeSocket, requestId: number, roomId: string): void {
    this.#numbers += 1
    const participant = this.#numbers + this.others.length
    const me: Person = { participant, user: this.#me, mayPlay: true, joinedAt: BigInt(Math.round(this.now())) }
    const room = { roomId, roomName: 'Late Chopin', roomType: RoomType.PUBLIC, maxUsers: 20, temporary: true }
    const value = { room, participant, participants: [...this.others, me], history: this.history }
    socket.tell({ case: 'roomJoined', value }, requestId)
  }
}

export function aPerson(participant: number, more: Person = {}): Person {
  const user = { userId: `user-${participant}`, username: `Player ${participant}`, color: '#ff8800' }
  return { participant, user, mayPlay: true, ...more }
}

export function gone(participant: number): OutgoingMember {
  return { case: 'participantLeft', value: { participant, cause: LeaveCause.DISCONNECTED } }
}

export function ok(data: unknown, status = 200): Response {
  return Response.json({ success: true, data, message: 'Done' }, { status })
}

export function refused(status: number, error: object, headers: Record<string, string> = {}): Response {
  return Response.json({ success: false, error }, { status, headers })
}

/** What a server says to a token that is of no use. */
export function tokenRefused(): Response {
  const challenge = { 'www-authenticate': 'Bearer realm="tutti", error="invalid_token"' }
  return refused(401, { code: 'AUTHENTICATION_ERROR', message: 'The token is invalid or has expired.' }, challenge)
}

export function sessionOf(number: number, username: string, role = 'guest') {
  const user = {
    user_id: `${role}-${number}`,
    username,
    user_tag: '#86a9f7',
    email: role === 'guest' ? null : 'clara@example.com',
    roles: [role],
    is_member: role !== 'guest',
    is_pro: false,
    avatar_url: null,
    created_at: '2026-11-21T19:30:00.000Z',
    last_seen: '2026-11-21T19:30:00.000Z',
  }
  return { token: `token-${number}`, refresh_token: `refresh-${number}`, expires_in: 3600, user }
}
