import type {
  ChatMessage,
  DirectMessage,
  MessageId,
  Room,
  RoomBan,
  RoomId,
  RecordedPlayer,
  Recording,
  RecordingId,
  RoomMute,
  Session,
  SessionId,
  StoredAuditEntry,
  User,
  UserDetails,
  UserId,
} from '@tutti/core'

import type { MailId, MailToken } from '@tutti/core'
import type { MemoryLetter } from './memory-outbox.ts'

export interface MemoryFriendship {
  readonly pair: readonly UserId[]
  readonly state: 'requested' | 'friends'
  readonly requestedBy: UserId
  readonly atMs: number
}

export interface MemoryRecording {
  readonly recording: Recording
  readonly players: ReadonlyMap<number, RecordedPlayer>
  readonly logs: readonly Uint8Array[]
}

/** What the stores in memory share, so that removing a room takes its messages along. */
export interface MemoryTables {
  readonly letters: Map<MailId, MemoryLetter>
  /** By user and purpose. */
  readonly mailTokens: Map<string, MailToken>
  readonly users: Map<UserId, { readonly user: User; readonly passwordHash: string | null }>
  readonly sessions: Map<SessionId, Session>
  /** Of users who have changed or done anything. */
  readonly details: Map<UserId, UserDetails>
  /** By the two ids in order. */
  readonly friendships: Map<string, MemoryFriendship>
  /** Whom a user blocks, and since when. */
  readonly blocks: Map<UserId, Map<UserId, number>>
  /** In the order of their creation. */
  readonly rooms: Map<RoomId, Room>
  readonly messages: Map<MessageId, ChatMessage>
  /** In the order of their coming. */
  readonly directMessages: Map<MessageId, DirectMessage>
  /** The last one that was read, by reader and the other one. */
  readonly directReads: Map<string, MessageId>
  /** By room and user. */
  readonly roomBans: Map<string, RoomBan>
  readonly roomMutes: Map<string, RoomMute>
  /** In the order of their beginnings. */
  readonly recordings: Map<RecordingId, MemoryRecording>
  /** The last number that was given to a message, by room. */
  readonly roomSeqs: Map<RoomId, number>
  /** In the order of their making. */
  readonly audit: StoredAuditEntry[]
}

export function createMemoryTables(): MemoryTables {
  return {
    letters: new Map(),
    mailTokens: new Map(),
    users: new Map(),
    sessions: new Map(),
    details: new Map(),
    friendships: new Map(),
    blocks: new Map(),
    rooms: new Map(),
    messages: new Map(),
    directMessages: new Map(),
    directReads: new Map(),
    roomSeqs: new Map(),
    roomBans: new Map(),
    roomMutes: new Map(),
    recordings: new Map(),
    audit: [],
  }
}
