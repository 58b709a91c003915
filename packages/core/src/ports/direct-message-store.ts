import type { MessageId, UserId } from '../ids.ts'
import type { Conversation, DirectMessage } from '../direct/direct-message.ts'

export interface AddedDirectMessage {
  readonly id: MessageId
  readonly sentAtMs: number
  /** The sender had sent this `clientMessageId` before: nothing was stored, the first one is described. */
  readonly repeated: boolean
}

export interface DirectPage {
  /** Only older ones than this; an unknown one is older than all. */
  readonly before?: MessageId | undefined
  readonly limit: number
}

/** What goes with either of the two: when an account goes, its direct messages go too. */
export interface DirectMessageStore {
  /** Resolves once it is durable. */
  add(message: DirectMessage): Promise<AddedDirectMessage>
  /** The last ones that the two wrote each other, oldest first. */
  between(one: UserId, other: UserId, page: DirectPage): Promise<readonly DirectMessage[]>
  /** One for everybody the user has exchanged messages with, the newest first. */
  conversations(of: UserId, limit: number): Promise<readonly Conversation[]>
  /** The user has read up to that message; never backwards. False when the two wrote no such message. */
  markRead(of: UserId, other: UserId, upTo: MessageId): Promise<boolean>
  /** All that the user wrote and got, oldest first. */
  listAll(of: UserId): Promise<readonly DirectMessage[]>
}
