import { usersRoomsMessages } from './0001-users-rooms-messages.ts'
import type { Migration } from './migration.ts'

/** In order. The number of the last one is the schema version; a released one is never edited. */
export const migrations: readonly Migration[] = [usersRoomsMessages]
