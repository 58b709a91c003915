import { sessionId, userId, type SessionStore } from '@tutti/core'
import type { Database } from '../database.ts'

export function createSessionStore({ query }: Pick<Database, 'query'>): SessionStore {
  return {
    async add(session) {
      await query
        .insertInto('session')
        .values({
          id: session.id,
          user_id: session.userId,
          refresh_hash: session.refreshHash,
          created_at_ms: session.createdAtMs,
          expires_at_ms: session.expiresAtMs,
        })
        .execute()
    },
    async find(id) {
      const row = await query.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return null
      return {
        id: sessionId(row.id),
        userId: userId(row.user_id),
        refreshHash: row.refresh_hash,
        createdAtMs: row.created_at_ms,
        expiresAtMs: row.expires_at_ms,
      }
    },
  }
}
