import type { ChatMessage, MessageId, Room, RoomId, Session, SessionId, User, UserId } from '@tutti/core'

/** What the stores in memory share, so that removing a room takes its messages along. */
export interface MemoryTables {
  readonly users: Map<UserId, { readonly user: User; readonly passwordHash: string | null }>
  readonly sessions: Map<SessionId, Session>
  /** In the order of their creation. */
  readonly rooms: Map<RoomId, Room>
  readonly messages: Map<MessageId, ChatMessage>
  /** The last number that was given to a message, by room. */
  readonly roomSeqs: Map<RoomId, number>
}

export function createMemoryTables(): MemoryTables {
  return { users: new Map(), sessions: new Map(), rooms: new Map(), messages: new Map(), roomSeqs: new Map() }
}
