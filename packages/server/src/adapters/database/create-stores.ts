import type { MessageStore, RoomStore, SessionStore, UserStore } from '@tutti/core'
import type { Database } from './database.ts'
import { createMessageStore } from './stores/message-store.ts'
import { createRoomStore } from './stores/room-store.ts'
import { createSessionStore } from './stores/session-store.ts'
import { createUserStore } from './stores/user-store.ts'

export interface Stores {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly rooms: RoomStore
  readonly messages: MessageStore
}

export function createStores(database: Database): Stores {
  return {
    users: createUserStore(database),
    sessions: createSessionStore(database),
    rooms: createRoomStore(database),
    messages: createMessageStore(database),
  }
}
