import type { Answer } from './operation-types.ts'

export type Conversations = Answer<'listConversations'>
export type DirectHistory = Answer<'listDirectMessages'>
export type DirectMessageView = Answer<'sendDirectMessage'>

export interface DirectHistoryQuery {
  /** Only messages older than this `messageId`. */
  readonly before?: string | undefined
  /** At most 100. */
  readonly limit?: number | undefined
}

/** Direct messages over HTTP; live ones come over the connection. Every method rejects with a `TuttiError`. */
export interface DirectCalls {
  /** Whom one has written with, the newest first, and how much is unread. */
  conversations(): Promise<Conversations>
  /** Oldest first. `userId` may be an account's name. */
  messages(userId: string, query?: DirectHistoryQuery): Promise<DirectHistory>
  send(userId: string, message: string): Promise<DirectMessageView>
  markRead(userId: string, messageId: string): Promise<void>
}
