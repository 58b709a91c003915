import type { Session, SessionField, SessionStore } from '@tutti/core'
import { listInMemory, type Fields } from './list-in-memory.ts'
import type { MemoryTables } from './memory-tables.ts'

export function createMemorySessionStore({ sessions, users }: MemoryTables): SessionStore {
  const of = (user: Session['userId']): readonly Session[] =>
    [...sessions.values()].filter(({ userId }) => userId === user)

  return {
    async add(session) {
      sessions.set(session.id, session)
    },
    async find(id) {
      return sessions.get(id) ?? null
    },
    async list({ userId, nowMs, current, ...listing }) {
      const items = of(userId)
        .filter(({ expiresAtMs }) => expiresAtMs > nowMs)
        .toSorted((one, other) => one.lastUsedAtMs - other.lastUsedAtMs || other.id.localeCompare(one.id))
      const fields = { ...sessionFields, current: ({ id }: Session) => id === current }
      return listInMemory({ items, fields, age: 'createdAt' }, listing)
    },
    async rotate({ id, rotation, rotatedAtMs, lastUsedAtMs, expiresAtMs }) {
      const kept = sessions.get(id)
      if (!kept || kept.rotation >= rotation) return false
      sessions.set(id, { ...kept, rotation, rotatedAtMs, lastUsedAtMs, expiresAtMs })
      return true
    },
    async touch({ id, lastUsedAtMs, expiresAtMs }) {
      const kept = sessions.get(id)
      if (kept && kept.lastUsedAtMs < lastUsedAtMs) sessions.set(id, { ...kept, lastUsedAtMs, expiresAtMs })
    },
    async end(id, userId) {
      return sessions.get(id)?.userId === userId && sessions.delete(id)
    },
    async endAllOf(userId, except) {
      const generation = users.get(userId)?.user.generation ?? 0
      for (const session of of(userId)) {
        if (session.id === except) sessions.set(session.id, { ...session, generation })
        else sessions.delete(session.id)
      }
    },
    async removeExpired(nowMs) {
      for (const { id, expiresAtMs } of sessions.values()) if (expiresAtMs <= nowMs) sessions.delete(id)
    },
  }
}

const sessionFields: Fields<Session, Exclude<SessionField, 'current'>> = {
  sessionId: ({ id }) => id,
  userAgent: ({ userAgent }) => userAgent,
  applicationId: ({ applicationId }) => applicationId,
  createdAt: ({ createdAtMs }) => createdAtMs,
  lastUsedAt: ({ lastUsedAtMs }) => lastUsedAtMs,
  expiresAt: ({ expiresAtMs }) => expiresAtMs,
}
