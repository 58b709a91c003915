import type { MessageStore, RoomStore, SessionStore, UserStore } from '@tutti/core'
import { createMemoryMessageStore } from './memory-message-store.ts'
import { createMemoryRoomStore } from './memory-room-store.ts'
import { createMemorySessionStore } from './memory-session-store.ts'
import { createMemoryTables } from './memory-tables.ts'
import { createMemoryUserStore } from './memory-user-store.ts'

export interface MemoryStores {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly rooms: RoomStore
  readonly messages: MessageStore
}

/** Stores that keep everything until the test ends, true to the same contracts as the real ones. */
export function createMemoryStores(): MemoryStores {
  const tables = createMemoryTables()
  return {
    users: createMemoryUserStore(tables),
    sessions: createMemorySessionStore(tables),
    rooms: createMemoryRoomStore(tables),
    messages: createMemoryMessageStore(tables),
  }
}
