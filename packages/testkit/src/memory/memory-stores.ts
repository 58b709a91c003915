import type {
  DirectMessageStore,
  FriendStore,
  MessageStore,
  ProfileStore,
  RoomSanctionStore,
  RoomStore,
  SessionStore,
  UserStore,
} from '@tutti/core'
import type { AccountStore, Outbox, RecordingStore, RetentionStore } from '@tutti/core'
import { createMemoryAccountStore } from './memory-account-store.ts'
import { createMemoryDirectMessageStore } from './memory-direct-message-store.ts'
import { createMemoryFriendStore } from './memory-friend-store.ts'
import { createMemoryMessageStore } from './memory-message-store.ts'
import { createMemoryOutbox } from './memory-outbox.ts'
import { createMemoryModerationStores, type MemoryModerationStores } from './memory-moderation-stores.ts'
import { createMemoryRecordingStore } from './memory-recording-store.ts'
import { createMemoryRetentionStore } from './memory-retention-store.ts'
import { createMemoryRoomSanctionStore } from './memory-room-sanction-store.ts'
import { createMemoryRoomStore } from './memory-room-store.ts'
import { createMemorySessionStore } from './memory-session-store.ts'
import { createMemoryProfileStore } from './memory-profile-store.ts'
import { createMemoryTables } from './memory-tables.ts'
import { createMemoryUserStore } from './memory-user-store.ts'

export interface MemoryStores extends MemoryModerationStores {
  readonly accounts: AccountStore
  readonly outbox: Outbox
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly rooms: RoomStore
  readonly roomSanctions: RoomSanctionStore
  readonly messages: MessageStore
  readonly profiles: ProfileStore
  readonly friends: FriendStore
  readonly directMessages: DirectMessageStore
  readonly recordings: RecordingStore
  readonly retention: RetentionStore
}

/** Stores that keep everything until the test ends, true to the same contracts as the real ones. */
export function createMemoryStores(): MemoryStores {
  const tables = createMemoryTables()
  return {
    accounts: createMemoryAccountStore(tables),
    outbox: createMemoryOutbox(tables),
    ...createMemoryModerationStores(tables),
    users: createMemoryUserStore(tables),
    sessions: createMemorySessionStore(tables),
    rooms: createMemoryRoomStore(tables),
    roomSanctions: createMemoryRoomSanctionStore(tables),
    messages: createMemoryMessageStore(tables),
    profiles: createMemoryProfileStore(tables),
    friends: createMemoryFriendStore(tables),
    directMessages: createMemoryDirectMessageStore(tables),
    recordings: createMemoryRecordingStore(tables),
    retention: createMemoryRetentionStore(tables),
  }
}
