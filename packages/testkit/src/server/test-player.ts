import { once } from 'node:events'
import {
  decodeMessage,
  decodeMessageJson,
  encodeMessage,
  encodeMessageJson,
  subprotocols,
  type MemberName,
  type OutgoingMember,
  type ServerMessage,
  type Wire,
} from '@tutti/protocol/realtime'
import { WebSocket } from 'ws'
import { guestToken } from './piano-api.ts'
import type { TestServer } from './start-test-server.ts'

type Member = Exclude<ServerMessage['message'], { case: undefined }>
export type ValueOf<Name extends MemberName> = Extract<Member, { case: Name }>['value']

export interface ConnectPlayer {
  readonly name?: string
  readonly token?: string
  readonly wire?: Wire
  /** False: it does not even answer pings. */
  readonly autoPong?: boolean
}

/** Nothing in a healthy test takes this long: it ends the ones that would hang. */
const hangGuardMs = 10_000

/** A client with nothing between a test and the wire. */
export class TestPlayer implements Disposable {
  readonly socket: WebSocket
  readonly received: ServerMessage[] = []
  /** The code that the connection was closed with. */
  readonly closed: Promise<number>
  readonly #wire: Wire
  #waiting: (() => void)[] = []
  readonly #guards = new Set<NodeJS.Timeout>()
  #read = 0
  #requests = 0

  private constructor(socket: WebSocket, wire: Wire) {
    this.socket = socket
    this.#wire = wire
    this.closed = once(socket, 'close').then(([code]) => Number(code))
    socket.on('error', () => undefined)
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      this.received.push(isBinary ? decodeMessage(new Uint8Array(data)) : decodeMessageJson(data.toString()))
      for (const wake of this.#waiting.splice(0)) wake()
    })
  }

  /** Connects with a token of its own, or with a new guest's, and waits for the welcome. */
  static async connect(
    server: TestServer,
    { name, token, wire = 'proto', autoPong = true }: ConnectPlayer = {},
  ): Promise<TestPlayer> {
    const authorization = `Bearer ${token ?? (await guestToken(server.url, name))}`
    const url = `ws://127.0.0.1:${server.port}/api/websocket`
    const player = new TestPlayer(
      new WebSocket(url, [subprotocols[wire]], { headers: { authorization }, autoPong }),
      wire,
    )
    await player.next('welcome')
    return player
  }

  send(member: OutgoingMember, requestId = 0): void {
    const message =
      this.#wire === 'json' ? encodeMessageJson(member, { requestId }) : encodeMessage(member, { requestId })
    this.socket.send(message)
  }

  /** Sends with a request id and waits for the one answer. */
  async ask(member: OutgoingMember): Promise<ServerMessage> {
    this.#requests += 1
    const requestId = this.#requests
    this.send(member, requestId)
    return this.#find((message) => message.requestId === requestId)
  }

  /** The next message of this kind that no `next` has returned yet; others before it are passed over. */
  async next<Name extends MemberName>(name: Name): Promise<ValueOf<Name>> {
    for (;;) {
      while (this.#read < this.received.length) {
        const { message } = this.received[this.#read++] ?? { message: undefined }
        if (message?.case === name) return message.value as ValueOf<Name>
      }
      await this.#arrival(`a ${name}`)
    }
  }

  all<Name extends MemberName>(name: Name): ValueOf<Name>[] {
    return this.received.flatMap(({ message }) => (message.case === name ? [message.value as ValueOf<Name>] : []))
  }

  async createRoom(value: Partial<ValueOf<'createRoomCommand'>> = {}): Promise<ValueOf<'roomJoined'>> {
    const { message } = await this.ask({ case: 'createRoomCommand', value: { roomName: 'A room', ...value } as never })
    if (message.case !== 'roomJoined') throw new Error(`Not in: ${JSON.stringify(message.value)}`)
    return message.value
  }

  async join(roomId: string, value: { password?: string; listen?: boolean } = {}): Promise<ValueOf<'roomJoined'>> {
    const { message } = await this.ask({ case: 'joinRoomCommand', value: { roomId, ...value } })
    if (message.case !== 'roomJoined') throw new Error(`Not in: ${JSON.stringify(message.value)}`)
    return message.value
  }

  play(midiData: Uint8Array, sequence = 1, timestamp = Date.now()): void {
    this.send({ case: 'midiMessage', value: { midiData, sequence, timestamp: BigInt(Math.round(timestamp)) } })
  }

  /** Everything the server had to say before now has arrived when this resolves. */
  async settled(): Promise<void> {
    const before = this.received.length
    this.send({ case: 'heartbeat', value: { t0: 1n } })
    await this.#find(({ message }, index) => index >= before && message.case === 'heartbeat')
  }

  /** Cuts the connection without a word. */
  kill(): void {
    this[Symbol.dispose]()
  }

  /** Whoever still waits for an answer waits in vain, and no other test hears of it. */
  [Symbol.dispose](): void {
    this.socket.terminate()
    for (const guard of this.#guards) clearTimeout(guard)
  }

  async #find(matches: (message: ServerMessage, index: number) => boolean): Promise<ServerMessage> {
    for (;;) {
      const found = this.received.find(matches)
      if (found) return found
      await this.#arrival('an answer')
    }
  }

  #arrival(what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const guard = setTimeout(() => reject(new Error(`No sign of ${what}`)), hangGuardMs)
      this.#guards.add(guard)
      this.#waiting.push(() => {
        clearTimeout(guard)
        this.#guards.delete(guard)
        resolve()
      })
    })
  }
}
