import { messageId } from '../ids.ts'
import { keepUnderFreshId } from '../keep-under-fresh-id.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { MessageStore } from '../ports/message-store.ts'
import { Refusal } from '../refusal.ts'
import type { Room } from '../rooms/room.ts'
import type { User } from '../users/user.ts'
import { parseChatText } from './chat-text.ts'
import type { ChatMessage } from './message.ts'

export interface SendMessage {
  readonly room: Pick<Room, 'id' | 'ownerId' | 'settings'>
  readonly user: User
  readonly text: string
  readonly clientMessageId?: string | undefined
  /** Whether the user's chat is muted in this room. */
  readonly isMuted?: boolean
}

export interface SentMessage {
  readonly message: ChatMessage
  /** The same message had come before: tell nobody again. */
  readonly repeated: boolean
}

interface Needs {
  readonly messages: MessageStore
  readonly ids: IdSource
  readonly clock: Clock
}

/**
 * Keeps a chat message; resolves once it is durable. Sending it again with the same `clientMessageId` changes nothing.
 * @throws Refusal `muted`, `chat_disabled`, `not_allowed`, `message_empty`, `message_too_long`, `invalid_input`.
 */
export async function sendMessage({ messages, ids, clock }: Needs, request: SendMessage): Promise<SentMessage> {
  const { room, user, clientMessageId } = request
  if (request.isMuted) throw new Refusal('muted')
  checkMayChat(room, user)
  const text = parseChatText(request.text)
  if (clientMessageId !== undefined && clientMessageId.length > 64) {
    throw new Refusal('invalid_input', { field: 'clientMessageId', issue: 'Use at most 64 characters' })
  }

  const draft = {
    roomId: room.id,
    type: 'user',
    userId: user.id,
    username: user.username,
    text,
    sentAtMs: Math.round(clock.now()),
    clientMessageId: clientMessageId || null,
  } as const
  const added = await keepUnderFreshId(ids, (id) => messages.add({ id: messageId(id), ...draft }))
  const message = { ...draft, id: added.id, roomSeq: added.roomSeq, sentAtMs: added.sentAtMs }
  return { message, repeated: added.repeated }
}

function checkMayChat({ settings, ownerId }: SendMessage['room'], user: User): void {
  if (!settings.allowChat) throw new Refusal('chat_disabled')
  if (settings.onlyOwnerCanChat && ownerId !== user.id) throw new Refusal('not_allowed')
}
