import { decodeMessage, encodeMessage } from '@tutti/protocol/realtime'
import { Inbox } from './inbox.ts'
import { maskedFrame } from './midi-frames.ts'
import { RawSocket } from './raw-socket.ts'
import { bareWire, type Wire } from './wire.ts'

const binary = 2

export interface Entered {
  readonly raw: RawSocket
  /** This player's number in the room; 0 without a room. */
  readonly player: number
  readonly wire: Wire
}

/** Connects with an access token and, when a room is named, joins it. @throws Error when either is refused. */
export async function enterTuttiRoom({
  port,
  token,
  roomId,
  listens,
}: {
  readonly port: number
  readonly token: string
  readonly roomId: string | undefined
  readonly listens: boolean
}): Promise<Entered> {
  const door = { port, path: '/api/websocket', headers: [`Authorization: Bearer ${token}`] }
  const inbox = new Inbox(binary, (bytes) => decodeMessage(bytes).message)
  const raw = await RawSocket.open(door, inbox)
  await inbox.until((message) => message.case === 'welcome')
  if (roomId === undefined) return { raw, player: 0, wire: bareWire }

  const command = encodeMessage({ case: 'joinRoomCommand', value: { roomId, listen: listens } }, { requestId: 1 })
  raw.socket.write(maskedFrame(command))
  const joined = await inbox.until((message) => message.case === 'roomJoined' || message.case === 'error')
  if (joined.case === 'roomJoined') return { raw, player: joined.value.participant, wire: bareWire }
  throw new Error(`The room was not entered: ${joined.case === 'error' ? joined.value.code : joined.case}`)
}
