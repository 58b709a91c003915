import type { RetentionStore } from '@tutti/core'
import type { MemoryTables } from './memory-tables.ts'

const keptAuditMs = 30 * 86_400_000

export function createMemoryRetentionStore(tables: MemoryTables): RetentionStore {
  const { messages, users, rooms, sessions, audit } = tables
  return {
    async removeMessages(beforeMs) {
      for (const { id, sentAtMs } of messages.values()) if (sentAtMs < beforeMs) messages.delete(id)
    },
    async removeAuditEntries(beforeMs) {
      const keptFromMs = Math.max(...audit.map(({ atMs }) => atMs)) - keptAuditMs
      const kept = audit.filter(({ atMs }) => atMs >= Math.min(beforeMs, keptFromMs))
      audit.splice(0, audit.length, ...kept)
    },
    async removeGuests(unseenSinceMs) {
      const owners = new Set([...rooms.values()].map(({ ownerId }) => ownerId))
      for (const { user } of users.values()) {
        if (user.kind !== 'guest' || user.suspension !== undefined || owners.has(user.id)) continue
        if (user.lastSeenAtMs >= unseenSinceMs) continue
        users.delete(user.id)
        for (const session of sessions.values()) if (session.userId === user.id) sessions.delete(session.id)
      }
    },
  }
}
