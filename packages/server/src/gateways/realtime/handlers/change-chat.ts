import { editMessage, messageId, Refusal, removeMessage } from '@tutti/core'
import type { ChatChange } from '@tutti/protocol/realtime'
import type { Connection } from '../connection.ts'
import type { Ports } from '../ports.ts'
import { done, type Reply } from './reply.ts'

/** Edits or removes a message of the room. @throws what `editMessage` and `removeMessage` throw, `not_in_room`. */
export async function changeChat(
  ports: Ports,
  { seat, user }: Connection,
  { messageId: id, change }: ChatChange,
): Promise<Reply> {
  if (!seat) throw new Refusal('not_in_room')
  const which = { roomId: seat.channel.live.id, messageId: messageId(id), user }
  if (change.case === 'message') await editMessage(ports, { ...which, text: change.value })
  else if (change.case === 'remove' && change.value) await removeMessage(ports, which)
  else throw new Refusal('unsupported_message')
  return done
}
