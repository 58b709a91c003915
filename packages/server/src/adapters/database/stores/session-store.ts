import {
  sessionId,
  userId,
  type Page,
  type Session,
  type SessionField,
  type SessionListing,
  type SessionStore,
} from '@tutti/core'
import { sql, type Selectable } from 'kysely'
import type { Database } from '../database.ts'
import { flag, plain, time, type Columns } from '../listing/columns.ts'
import { listRows } from '../listing/list-rows.ts'
import type { SessionTable } from '../tables.ts'

type Query = Database['query']

export function createSessionStore({ query, write }: Pick<Database, 'query' | 'write'>): SessionStore {
  return {
    async add(session) {
      await query.insertInto('session').values(rowOf(session)).execute()
    },
    async find(id) {
      const row = await query.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? parseSession(row) : null
    },
    list: (listing) => list(query, listing),
    async rotate({ id, rotation, rotatedAtMs, lastUsedAtMs, expiresAtMs }) {
      const moved = await query
        .updateTable('session')
        .set({
          rotation,
          rotated_at_ms: rotatedAtMs,
          last_used_at_ms: lastUsedAtMs,
          expires_at_ms: expiresAtMs,
        })
        .where('id', '=', id)
        .where('rotation', '<', rotation)
        .returning('id')
        .execute()
      return moved.length > 0
    },
    async touch({ id, lastUsedAtMs, expiresAtMs }) {
      await query
        .updateTable('session')
        .set({ last_used_at_ms: lastUsedAtMs, expires_at_ms: expiresAtMs })
        .where('id', '=', id)
        .where('last_used_at_ms', '<', lastUsedAtMs)
        .execute()
    },
    async end(id, user) {
      const ended = await query
        .deleteFrom('session')
        .where('id', '=', id)
        .where('user_id', '=', user)
        .returning('id')
        .execute()
      return ended.length > 0
    },
    async endAllOf(user, except) {
      const others = query.deleteFrom('session').where('user_id', '=', user)
      if (except === undefined) {
        await others.execute()
        return
      }
      const present = query.selectFrom('user').select('generation').where('id', '=', user)
      const kept = query.updateTable('session').set({ generation: present }).where('user_id', '=', user)
      await write([others.where('id', '!=', except), kept.where('id', '=', except)])
    },
    async removeExpired(nowMs) {
      await query.deleteFrom('session').where('expires_at_ms', '<=', nowMs).execute()
    },
  }
}

async function list(
  query: Query,
  { userId: user, nowMs, current, ...listing }: SessionListing,
): Promise<Page<Session>> {
  const listed = {
    rows: query.selectFrom('session').selectAll().where('user_id', '=', user).where('expires_at_ms', '>', nowMs),
    columns: { ...sessionColumns, current: flag(sql`session.id = ${current ?? ''}`) },
    seq: sql`session.id`,
    age: 'createdAt',
    ownOrder: sql`session.last_used_at_ms desc, session.id`,
  } as const
  const { items, total } = await listRows(listed, listing)
  return { items: items.map(parseSession), total }
}

const sessionColumns: Columns<Exclude<SessionField, 'current'>> = {
  sessionId: plain(sql`session.id`),
  userAgent: plain(sql`session.user_agent`),
  applicationId: plain(sql`session.application_id`),
  createdAt: time(sql`session.created_at_ms`),
  lastUsedAt: time(sql`session.last_used_at_ms`),
  expiresAt: time(sql`session.expires_at_ms`),
}

export function rowOf(session: Session): SessionTable {
  return {
    id: session.id,
    user_id: session.userId,
    generation: session.generation,
    refresh_seed: session.refreshSeed,
    rotation: session.rotation,
    rotated_at_ms: session.rotatedAtMs,
    user_agent: session.userAgent,
    application_id: session.applicationId,
    created_at_ms: session.createdAtMs,
    last_used_at_ms: session.lastUsedAtMs,
    expires_at_ms: session.expiresAtMs,
  }
}

export function parseSession(row: Selectable<SessionTable>): Session {
  return {
    id: sessionId(row.id),
    userId: userId(row.user_id),
    generation: row.generation,
    refreshSeed: row.refresh_seed,
    rotation: row.rotation,
    rotatedAtMs: row.rotated_at_ms,
    userAgent: row.user_agent,
    applicationId: row.application_id,
    createdAtMs: row.created_at_ms,
    lastUsedAtMs: row.last_used_at_ms,
    expiresAtMs: row.expires_at_ms,
  }
}
