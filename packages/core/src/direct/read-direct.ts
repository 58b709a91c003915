import type { MessageId, UserId } from '../ids.ts'
import type { DirectEvents } from '../ports/direct-events.ts'
import type { DirectMessageStore, DirectPage } from '../ports/direct-message-store.ts'
import type { ProfileStore } from '../ports/profile-store.ts'
import { Refusal } from '../refusal.ts'
import { getUser } from '../users/find-user.ts'
import type { User } from '../users/user.ts'
import type { Conversation, DirectMessage } from './direct-message.ts'

interface Needs {
  readonly profiles: ProfileStore
  readonly directMessages: DirectMessageStore
}

/** How many conversations are listed. */
const mostConversations = 200

/** Whom the user has written with, the newest first, and how much of it is unread. */
export function listConversations(
  { directMessages }: Pick<Needs, 'directMessages'>,
  { id }: User,
): Promise<readonly Conversation[]> {
  return directMessages.conversations(id, mostConversations)
}

export interface ReadDirect extends DirectPage {
  readonly user: User
  /** The other one: an id, a short id or an account's name. */
  readonly other: string
}

export interface DirectHistory {
  readonly other: User
  /** Oldest first. */
  readonly messages: readonly DirectMessage[]
}

/** What the two wrote each other. Reading marks nothing as read. @throws Refusal `user_not_found`. */
export async function readDirect(needs: Needs, { user, other: handle, ...page }: ReadDirect): Promise<DirectHistory> {
  const other = await getUser(needs, handle)
  return { other, messages: await needs.directMessages.between(user.id, other.id, page) }
}

export interface MarkDirectRead {
  readonly user: User
  readonly other: string
  readonly upTo: MessageId
  /** The connection it came by. */
  readonly via?: string | undefined
}

/** Up to that message all is read; never backwards. Resolves with whose messages they are. @throws Refusal `user_not_found`, `message_not_found`. */
export async function markDirectRead(
  needs: Needs & { readonly directEvents: DirectEvents },
  { user, other: handle, upTo, via }: MarkDirectRead,
): Promise<UserId> {
  const { id: otherId } = await getUser(needs, handle)
  if (!(await needs.directMessages.markRead(user.id, otherId, upTo))) throw new Refusal('message_not_found')
  needs.directEvents.publish({ type: 'direct_read', userId: user.id, otherId, upTo, via })
  return otherId
}
