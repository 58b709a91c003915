import type { MessageId, UserId } from '../ids.ts'
import type { User } from '../users/user.ts'

/** What one user wrote to another; nobody else reads it. */
export interface DirectMessage {
  readonly id: MessageId
  readonly fromId: UserId
  readonly toId: UserId
  readonly text: string
  readonly sentAtMs: number
  /** Chosen by the client; the same one from the same user to the same one is the same message. */
  readonly clientMessageId: string | null
}

/** All that two users wrote each other, as one of them sees it. */
export interface Conversation {
  /** The other one. */
  readonly user: User
  readonly last: DirectMessage
  /** Messages of the other one's that were not read yet. */
  readonly unread: number
}
