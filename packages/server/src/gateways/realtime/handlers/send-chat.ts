import { interpretChat, messageId, Refusal, sendMessage, type Interpreted } from '@tutti/core'
import { ChatMessageType, type ChatMessage } from '@tutti/protocol/realtime'
import { carryName } from '../carry-name.ts'
import type { Connection } from '../connection.ts'
import { EncodedMessage } from '../encoded-message.ts'
import type { Ports } from '../ports.ts'
import { presentMessage, wholeMs } from '../present.ts'
import { done, type Reply } from './reply.ts'

/**
 * Answered once the message is durable; then everybody else hears it, once. What a command says is told to whoever gave it.
 * @throws what `interpretChat` and `sendMessage` throw, `not_in_room`.
 */
export async function sendChat(ports: Ports, connection: Connection, command: ChatMessage): Promise<Reply> {
  const { seat, user, id: via } = connection
  if (!seat) throw new Refusal('not_in_room')
  const speaker = { user, live: seat.channel.live, clientMessageId: command.clientMessageId || undefined, via }
  const meant = await interpretChat(ports, speaker, command.message)
  if (meant.kind === 'said') return say(ports, connection, { meant, command })
  if (meant.username !== undefined) {
    connection.user = { ...connection.user, username: meant.username }
    carryName(connection)
  }
  tellAlone(ports, connection, meant.lines)
  return done
}

interface Saying {
  readonly meant: Extract<Interpreted, { kind: 'said' }>
  readonly command: ChatMessage
}

async function say(ports: Ports, { seat, user, outbox }: Connection, { meant, command }: Saying): Promise<Reply> {
  if (!seat) throw new Refusal('not_in_room')
  const { channel, participant } = seat
  const { message, repeated } = await sendMessage(ports, {
    room: channel.live.room,
    live: channel.live,
    user,
    text: meant.text,
    manner: meant.manner,
    isMuted: participant.isChatMuted,
    clientMessageId: command.clientMessageId || undefined,
    replyTo: command.replyTo === '' ? undefined : messageId(command.replyTo),
  })
  if (!repeated) {
    channel.tellChat(message, seat)
    // The sender knows what was typed, not what has become of it.
    const isAsTyped = message.text === command.message && meant.manner === 'plain'
    if (!isAsTyped) outbox.tell(new EncodedMessage({ case: 'chatMessage', value: presentMessage(message) }))
  }
  const value = { messageId: message.id, roomSeq: BigInt(message.roomSeq), timestamp: wholeMs(message.sentAtMs) }
  return { case: 'ack', value }
}

/** Kept nowhere: it has no place among the room's messages. */
function tellAlone({ ids, clock }: Ports, { outbox }: Connection, lines: readonly string[]): void {
  for (const message of lines) {
    const told = { message, messageType: ChatMessageType.SYSTEM, messageId: ids.shortId() }
    outbox.tell(new EncodedMessage({ case: 'chatMessage', value: { ...told, timestamp: wholeMs(clock.now()) } }))
  }
}
