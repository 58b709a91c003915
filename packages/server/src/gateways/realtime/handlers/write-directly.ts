import { markDirectRead, messageId, sendDirect } from '@tutti/core'
import type { DirectMessage, DirectRead } from '@tutti/protocol/realtime'
import type { Connection } from '../connection.ts'
import type { Ports } from '../ports.ts'
import { wholeMs } from '../present.ts'
import { done, type Reply } from './reply.ts'

/** Answered once it is durable; every other connection of the two hears it. @throws what core's `sendDirect` throws. */
export async function writeDirectly(ports: Ports, { user, id }: Connection, command: DirectMessage): Promise<Reply> {
  const { message } = await sendDirect(ports, {
    from: user,
    to: command.toUserId,
    text: command.message,
    clientMessageId: command.clientMessageId || undefined,
    via: id,
  })
  return { case: 'ack', value: { messageId: message.id, timestamp: wholeMs(message.sentAtMs) } }
}

/** @throws what core's `markDirectRead` throws. */
export async function readDirectly(ports: Ports, { user, id }: Connection, command: DirectRead): Promise<Reply> {
  await markDirectRead(ports, { user, other: command.userId, upTo: messageId(command.messageId), via: id })
  return done
}
