import type { SessionStore } from '@tutti/core'
import type { MemoryTables } from './memory-tables.ts'

export function createMemorySessionStore({ sessions }: MemoryTables): SessionStore {
  return {
    async add(session) {
      sessions.set(session.id, session)
    },
    async find(id) {
      return sessions.get(id) ?? null
    },
  }
}
