import { usersRoomsMessages } from './0001-users-rooms-messages.ts'
import { sessions } from './0002-sessions.ts'
import { mail } from './0003-mail.ts'
import { profilesFriends } from './0004-profiles-friends.ts'
import { roomBansAndMutes } from './0005-room-bans-and-mutes.ts'
import { moderation } from './0006-moderation.ts'
import { sessionApplications } from './0007-session-applications.ts'
import { listing } from './0008-listing.ts'
import { retention } from './0009-retention.ts'
import { chatAndDirectMessages } from './0010-chat-and-direct-messages.ts'
import { recordings } from './0011-recordings.ts'
import type { Migration } from './migration.ts'

/** In order. The number of the last one is the schema version; a released one is never edited. */
export const migrations: readonly Migration[] = [
  usersRoomsMessages,
  sessions,
  mail,
  profilesFriends,
  roomBansAndMutes,
  moderation,
  sessionApplications,
  listing,
  retention,
  chatAndDirectMessages,
  recordings,
]
