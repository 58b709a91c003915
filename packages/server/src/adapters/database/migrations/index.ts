import { usersRoomsMessages } from './0001-users-rooms-messages.ts'
import { sessions } from './0002-sessions.ts'
import { mail } from './0003-mail.ts'
import { profilesFriends } from './0004-profiles-friends.ts'
import { roomBansAndMutes } from './0005-room-bans-and-mutes.ts'
import { moderation } from './0006-moderation.ts'
import { retention } from './0007-retention.ts'
import type { Migration } from './migration.ts'

/** In order. The number of the last one is the schema version; a released one is never edited. */
export const migrations: readonly Migration[] = [
  usersRoomsMessages,
  sessions,
  mail,
  profilesFriends,
  roomBansAndMutes,
  moderation,
  retention,
]
