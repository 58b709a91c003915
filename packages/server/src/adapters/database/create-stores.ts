import type { AuditLog, InstanceStore, InviteStore, ReportStore, SanctionStore } from '@tutti/core'
import type { DirectMessageStore, FriendStore, ProfileStore } from '@tutti/core'
import type { MessageStore, RoomSanctionStore, RoomStore, SessionStore, UserStore } from '@tutti/core'
import type { AccountStore, Outbox, RecordingStore, RetentionStore } from '@tutti/core'
import type { Database } from './database.ts'
import { createAuditLog } from './stores/audit-log.ts'
import { createDirectMessageStore } from './stores/direct-message-store.ts'
import { createFriendStore } from './stores/friend-store.ts'
import { createAccountStore } from './stores/account-store.ts'
import { createInstanceStore } from './stores/instance-store.ts'
import { createInviteStore } from './stores/invite-store.ts'
import { createMessageStore } from './stores/message-store.ts'
import { createOutbox } from './stores/outbox-store.ts'
import { createProfileStore } from './stores/profile-store.ts'
import { createRecordingStore } from './stores/recording-store.ts'
import { createReportStore } from './stores/report-store.ts'
import { createRetentionStore } from './stores/retention-store.ts'
import { createRoomSanctionStore } from './stores/room-sanction-store.ts'
import { createRoomStore } from './stores/room-store.ts'
import { createSanctionStore } from './stores/sanction-store.ts'
import { createSessionStore } from './stores/session-store.ts'
import { createUserStore } from './stores/user-store.ts'

export interface Stores {
  readonly audit: AuditLog
  readonly sanctions: SanctionStore
  readonly reports: ReportStore
  readonly invites: InviteStore
  readonly instance: InstanceStore
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

export function createStores(database: Database): Stores {
  return {
    audit: createAuditLog(database),
    sanctions: createSanctionStore(database),
    reports: createReportStore(database),
    invites: createInviteStore(database),
    instance: createInstanceStore(database),
    accounts: createAccountStore(database),
    outbox: createOutbox(database),
    users: createUserStore(database),
    sessions: createSessionStore(database),
    rooms: createRoomStore(database),
    roomSanctions: createRoomSanctionStore(database),
    messages: createMessageStore(database),
    profiles: createProfileStore(database),
    friends: createFriendStore(database),
    directMessages: createDirectMessageStore(database),
    recordings: createRecordingStore(database),
    retention: createRetentionStore(database),
  }
}
