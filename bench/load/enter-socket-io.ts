import type { Entered } from './enter-tutti-room.ts'
import { Inbox } from './inbox.ts'
import { maskedFrame } from './midi-frames.ts'
import { RawSocket } from './raw-socket.ts'

const text = 1
/** An event `m` with one binary attachment: the frame that follows (Socket.IO protocol 5, packet type 5). */
const lead = maskedText('451-["m",{"_placeholder":true,"num":0}]')

/** Connects without polling first, and to the main namespace. @throws Error when the server does not answer. */
export async function enterSocketIoRoom(port: number, room: number): Promise<Omit<Entered, 'player'>> {
  const inbox = new Inbox(text, (bytes) => Buffer.from(bytes).toString('latin1'))
  const path = `/socket.io/?EIO=4&transport=websocket&room=${room}`
  const raw = await RawSocket.open({ port, path, headers: [] }, inbox)
  await inbox.until((packet) => packet.startsWith('0'))
  raw.socket.write(maskedText('40'))
  await inbox.until((packet) => packet.startsWith('40'))
  return { raw, wire: { lead, prefix: new Uint8Array() } }
}

function maskedText(packet: string): Uint8Array {
  const bytes = Buffer.from(packet, 'latin1')
  return maskedFrame(bytes, text)
}
