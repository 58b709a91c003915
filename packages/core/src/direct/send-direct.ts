import { parseChatText } from '../chat/chat-text.ts'
import { checkClientMessageId } from '../chat/client-message-id.ts'
import { messageId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { DirectEvents } from '../ports/direct-events.ts'
import type { DirectMessageStore } from '../ports/direct-message-store.ts'
import type { FriendStore } from '../ports/friend-store.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { ProfileStore } from '../ports/profile-store.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import { getDetails, getUser } from '../users/find-user.ts'
import type { User } from '../users/user.ts'
import type { DirectMessage } from './direct-message.ts'

export interface SendDirect {
  readonly from: User
  /** An id, a short id or an account's name. */
  readonly to: string
  readonly text: string
  readonly clientMessageId?: string | undefined
  /** The connection it came by. */
  readonly via?: string | undefined
}

export interface SentDirect {
  readonly message: DirectMessage
  readonly to: User
}

export interface SendsDirect {
  readonly profiles: ProfileStore
  readonly friends: FriendStore
  readonly directMessages: DirectMessageStore
  readonly directEvents: DirectEvents
  readonly ids: IdSource
  readonly clock: Clock
}

/**
 * Keeps a message for one other user; resolves once it is durable. Sending it again with the same `clientMessageId` changes
 * nothing. @throws Refusal `user_not_found`, `not_reachable`, `message_empty`, `message_too_long`, `invalid_input`.
 */
export async function sendDirect(needs: SendsDirect, request: SendDirect): Promise<SentDirect> {
  const { from, via } = request
  const to = await getUser(needs, request.to)
  if (to.id === from.id) throw new Refusal('invalid_input', { field: 'userId', ...issue('this_is_you') })
  await checkReachable(needs, from, to)
  const draft: DirectMessage = {
    id: messageId(needs.ids.shortId()),
    fromId: from.id,
    toId: to.id,
    text: parseChatText(request.text),
    sentAtMs: Math.round(needs.clock.now()),
    clientMessageId: checkClientMessageId(request.clientMessageId),
  }
  const { id, sentAtMs, repeated } = await needs.directMessages.add(draft)
  const message = { ...draft, id, sentAtMs }
  if (!repeated) needs.directEvents.publish({ type: 'direct_message', message, from, to, via })
  return { message, to }
}

/** Somebody who blocks the sender says no more than somebody who takes no messages. */
async function checkReachable(needs: SendsDirect, from: User, to: User): Promise<void> {
  const [relation, { settings }] = await Promise.all([needs.friends.relation(from.id, to.id), getDetails(needs, to)])
  if (relation.blocks) throw new Refusal('invalid_input', { field: 'userId', ...issue('you_block_them') })
  const isOpen =
    settings.directMessages === 'everyone' || (settings.directMessages === 'friends' && relation.areFriends)
  if (relation.isBlocked || !isOpen) throw new Refusal('not_reachable', { userId: to.id })
}
