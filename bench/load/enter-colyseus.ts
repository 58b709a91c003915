import type { Entered } from './enter-tutti-room.ts'
import { Inbox } from './inbox.ts'
import { maskedFrame } from './midi-frames.ts'
import { RawSocket } from './raw-socket.ts'

const binary = 2
const joinRoom = 10
const roomDataBytes = 17
/** The code of raw bytes, and the name of their type, `mm`, as a short MessagePack string. */
const prefix = Uint8Array.from([roomDataBytes, 0xa2, 0x6d, 0x6d])

/** Reserves a seat over HTTP, takes it, and says that it is ready. @throws Error when there is none. */
export async function enterColyseusRoom(port: number, room: number): Promise<Omit<Entered, 'player'>> {
  const { processId, roomId, sessionId } = await reserveSeat(port, room)
  const inbox = new Inbox(binary, (bytes) => bytes[0])
  const raw = await RawSocket.open({ port, path: `/${processId}/${roomId}?sessionId=${sessionId}`, headers: [] }, inbox)
  await inbox.until((code) => code === joinRoom)
  raw.socket.write(maskedFrame(Uint8Array.of(joinRoom)))
  return { raw, wire: { lead: new Uint8Array(), prefix } }
}

interface Seat {
  readonly processId: string
  readonly roomId: string
  readonly sessionId: string
}

async function reserveSeat(port: number, room: number): Promise<Seat> {
  const response = await fetch(`http://127.0.0.1:${port}/matchmake/joinOrCreate/relay`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ room: String(room) }),
  })
  if (!response.ok) throw new Error(`No seat in the room: ${response.status} ${await response.text()}`)
  return (await response.json()) as Seat
}
