import { decodeMessage, encodeMessage, type ServerMessage } from '@tutti/protocol/realtime'
import type { FrameSink } from './frame-reader.ts'
import { maskedFrame } from './midi-frames.ts'
import { RawSocket } from './raw-socket.ts'

const binary = 2

export interface Entered {
  readonly raw: RawSocket
  /** This player's number in the room; 0 without a room. */
  readonly player: number
}

/** Connects with an access token and, when a room is named, joins it. @throws Error when either is refused. */
export async function enterTuttiRoom({
  port,
  token,
  roomId,
}: {
  readonly port: number
  readonly token: string
  readonly roomId: string | undefined
}): Promise<Entered> {
  const door = { port, path: '/api/websocket', headers: [`Authorization: Bearer ${token}`] }
  const inbox = new Inbox()
  const raw = await RawSocket.open(door, inbox)
  await inbox.until((message) => message.case === 'welcome')
  if (roomId === undefined) return { raw, player: 0 }

  const command = encodeMessage({ case: 'joinRoomCommand', value: { roomId } }, { requestId: 1 })
  raw.socket.write(maskedFrame(command))
  const joined = await inbox.until((message) => message.case === 'roomJoined' || message.case === 'error')
  if (joined.case === 'roomJoined') return { raw, player: joined.value.participant }
  throw new Error(`The room was not entered: ${joined.case === 'error' ? joined.value.code : joined.case}`)
}

type Member = ServerMessage['message']

class Inbox implements FrameSink {
  readonly #unread: Member[] = []
  #waiting: (() => void) | undefined

  frame(opcode: number, bytes: Uint8Array, at: number, length: number): void {
    if (opcode !== binary) return
    this.#unread.push(decodeMessage(bytes.slice(at, at + length)).message)
    this.#waiting?.()
  }

  async until(wanted: (message: Member) => boolean): Promise<Member> {
    const deadline = AbortSignal.timeout(10_000)
    for (;;) {
      for (let message = this.#unread.shift(); message; message = this.#unread.shift())
        if (wanted(message)) return message
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const giveUp = (): void => reject(new Error('The server did not answer in 10 s'))
      this.#waiting = resolve
      deadline.addEventListener('abort', giveUp, { once: true })
      await promise
      deadline.removeEventListener('abort', giveUp)
    }
  }
}
