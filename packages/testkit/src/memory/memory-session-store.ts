import type { Session, SessionStore } from '@tutti/core'
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
    async list({ userId, nowMs, page, perPage }) {
      const open = of(userId)
        .filter(({ expiresAtMs }) => expiresAtMs > nowMs)
        .toSorted((one, other) => other.lastUsedAtMs - one.lastUsedAtMs || one.id.localeCompare(other.id))
      return { sessions: open.slice((page - 1) * perPage, page * perPage), total: open.length }
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
