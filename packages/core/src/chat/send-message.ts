import { messageId, type MessageId } from '../ids.ts'
import { keepUnderFreshId } from '../keep-under-fresh-id.ts'
import type { ChatFilter } from '../ports/chat-filter.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { MessageStore, NewMessage } from '../ports/message-store.ts'
import { Refusal } from '../refusal.ts'
import type { LiveRoom } from '../rooms/live-room.ts'
import { mayManage } from '../rooms/room-authority.ts'
import type { Room } from '../rooms/room.ts'
import type { User } from '../users/user.ts'
import { parseChatText } from './chat-text.ts'
import { checkMayChat } from './check-may-chat.ts'
import { checkClientMessageId } from './client-message-id.ts'
import { findMentions } from './find-mentions.ts'
import { quoteMessage, type ChatMessage, type MessageQuote } from './message.ts'
import { moderateText } from './moderate-text.ts'

export interface SendMessage {
  readonly room: Pick<Room, 'id' | 'ownerId' | 'settings'>
  readonly user: User
  readonly text: string
  readonly clientMessageId?: string | undefined
  /** A message of the same room that this one answers. */
  readonly replyTo?: MessageId | undefined
  /** `emote`: of the user, in the third person; `system`: the server's own words about what the user did. */
  readonly manner?: 'plain' | 'emote' | 'system' | undefined
  /** Whether the user's chat is muted in this room. */
  readonly isMuted?: boolean
  /** Who is there to be mentioned, and who spoke when. */
  readonly live?: Pick<LiveRoom, 'participants' | 'pace'> | undefined
}

export interface SentMessage {
  readonly message: ChatMessage
  /** The same message had come before: tell nobody again. */
  readonly repeated: boolean
}

interface Needs {
  readonly messages: MessageStore
  readonly chatFilter: ChatFilter
  readonly ids: IdSource
  readonly clock: Clock
}

/**
 * Keeps a chat message; resolves once it is durable. Sending it again with the same `clientMessageId` changes nothing.
 * @throws Refusal `muted`, `chat_disabled`, `not_allowed`, `message_empty`, `message_too_long`, `message_refused`,
 * `message_not_found` (of `replyTo`), `slow_mode`, `invalid_input`.
 */
export async function sendMessage(needs: Needs, request: SendMessage): Promise<SentMessage> {
  const { room, user, manner = 'plain', live } = request
  if (request.isMuted) throw new Refusal('muted')
  checkMayChat(room, user)
  const clientMessageId = checkClientMessageId(request.clientMessageId)
  const text = moderateText(needs.chatFilter, room.settings, parseChatText(request.text))
  const giveBack = takeTurn(needs, request, clientMessageId)
  try {
    const draft = {
      roomId: room.id,
      type: manner === 'system' ? 'system' : 'user',
      userId: user.id,
      username: user.username,
      text,
      sentAtMs: Math.round(needs.clock.now()),
      clientMessageId,
      isEmote: manner === 'emote',
      replyTo: await findQuote(needs.messages, request),
      mentions: manner === 'system' ? [] : findMentions(text, live?.participants ?? []),
    } as const
    return await keepUnderFreshId(needs.ids, (id) => keep(needs.messages, { id: messageId(id), ...draft }))
  } catch (error) {
    giveBack()
    throw error
  }
}

async function keep(messages: MessageStore, draft: NewMessage): Promise<SentMessage> {
  const { id, roomSeq, sentAtMs, repeated } = await messages.add(draft)
  const message = { ...draft, id, roomSeq, sentAtMs, editedAtMs: null, removedAtMs: null }
  return { message, repeated }
}

/** @throws Refusal `slow_mode`. */
function takeTurn({ clock }: Needs, { room, user, live }: SendMessage, clientMessageId: string | null): () => void {
  const waitMs = room.settings.slowModeSeconds * 1000
  if (!live || waitMs === 0 || mayManage(room, user)) return () => undefined
  return live.pace.take({ userId: user.id, clientMessageId, waitMs, nowMs: clock.now() })
}

/** @throws Refusal `message_not_found` for one that is removed, or of another room. */
async function findQuote(
  messages: MessageStore,
  { room, replyTo }: Pick<SendMessage, 'room' | 'replyTo'>,
): Promise<MessageQuote | null> {
  if (replyTo === undefined) return null
  const answered = await messages.find(replyTo)
  if (answered?.roomId !== room.id || answered.removedAtMs !== null) throw new Refusal('message_not_found')
  return quoteMessage(answered)
}
