import { Refusal, sendMessage } from '@tutti/core'
import type { ChatMessage } from '@tutti/protocol/realtime'
import type { Connection } from '../connection.ts'
import type { Ports } from '../ports.ts'
import { wholeMs } from '../present.ts'
import type { Reply } from './reply.ts'

/** Answered once the message is durable; then everybody else hears it, once. @throws what `sendMessage` throws, `not_in_room`. */
export async function sendChat(ports: Ports, { seat, user }: Connection, command: ChatMessage): Promise<Reply> {
  if (!seat) throw new Refusal('not_in_room')
  const { message, repeated } = await sendMessage(ports, {
    room: seat.channel.live.room,
    user,
    text: command.message,
    clientMessageId: command.clientMessageId || undefined,
    isMuted: seat.participant.isChatMuted,
  })
  if (!repeated) seat.channel.tellChat(message, seat)
  const value = { messageId: message.id, roomSeq: BigInt(message.roomSeq), timestamp: wholeMs(message.sentAtMs) }
  return { case: 'ack', value }
}
