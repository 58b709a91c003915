import {
  defaultRoomSettings,
  IdTaken,
  mergeSettings,
  roomId,
  userId,
  type Room,
  type RoomId,
  type RoomQuery,
  type RoomSettingsPatch,
  type RoomStore,
  type StoredRoomOrder,
} from '@tutti/core'
import { sql, type Insertable, type Selectable } from 'kysely'
import { UniqueViolation, type Database } from '../database.ts'
import type { RoomTable } from '../tables.ts'

export function createRoomStore({ query }: Pick<Database, 'query'>): RoomStore {
  return {
    async add(room) {
      try {
        await query.insertInto('room').values(rowOf(room)).execute()
      } catch (error) {
        const isTaken = error instanceof UniqueViolation && error.columns.includes('room.id')
        throw isTaken ? new IdTaken('', { cause: error }) : error
      }
    },
    async find(id) {
      const row = await query.selectFrom('room').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? parseRoom(row) : null
    },
    async replace(room, before) {
      const { id, ...columns } = rowOf(room)
      const replaced = await query
        .updateTable('room')
        .set(columns)
        .where('id', '=', id)
        .where('updated_at_ms', '=', before.updatedAtMs)
        .returning('id')
        .executeTakeFirst()
      return replaced !== undefined
    },
    async listPublic(wanted) {
      const listed = filter(query, wanted)
      const [column, direction] = orders[wanted.order ?? '-created_at']
      const [rows, counted] = await Promise.all([
        listed
          .selectAll()
          .orderBy(column, direction)
          .orderBy('seq', column === 'created_at_ms' ? direction : 'desc')
          .limit(wanted.limit)
          .offset(Math.min(wanted.offset, Number.MAX_SAFE_INTEGER))
          .execute(),
        listed.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirst(),
      ])
      return { rooms: rows.map(parseRoom), total: counted?.total ?? 0 }
    },
    async listOwnedBy(user) {
      const rows = await query.selectFrom('room').selectAll().where('owner_id', '=', user).execute()
      return rows.map(parseRoom)
    },
    async listTemporary() {
      const rows = await query.selectFrom('room').selectAll().where('lifetime', '=', 'temporary').execute()
      return rows.map(parseRoom)
    },
    async remove(id) {
      await query.deleteFrom('room').where('id', '=', id).execute()
    },
  }
}

const orders = {
  name: ['name_key', 'asc'],
  '-name': ['name_key', 'desc'],
  created_at: ['created_at_ms', 'asc'],
  '-created_at': ['created_at_ms', 'desc'],
} as const satisfies Readonly<Record<StoredRoomOrder, readonly [string, 'asc' | 'desc']>>

function filter(query: Database['query'], { search, type, among, except = [] }: RoomQuery) {
  let listed = query.selectFrom('room').where('type', '!=', 'private').where(nameContains(search))
  if (type !== undefined) listed = listed.where('type', '=', type)
  if (among !== undefined) listed = listed.where(among.length > 0 ? idIsOneOf(among) : sql<boolean>`1 = 0`)
  return except.length > 0 ? listed.where(({ not }) => not(idIsOneOf(except))) : listed
}

function idIsOneOf(ids: readonly RoomId[]) {
  return sql<boolean>`id in (${sql.join(ids)})`
}

/** What makes two spellings of a name the same for a search. */
function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

/** `%` and `_` in a search are letters, not patterns (S-63). */
function nameContains(search: RoomQuery['search']) {
  const letters = nameKey(search ?? '').replace(/[\\%_]/g, '\\$&')
  return sql<boolean>`name_key like ${`%${letters}%`} escape '\\'`
}

function rowOf(room: Room): Insertable<RoomTable> {
  return {
    id: room.id,
    name: room.name,
    name_key: nameKey(room.name),
    owner_id: room.ownerId,
    type: room.type,
    max_users: room.maxUsers,
    password_hash: room.passwordHash,
    lifetime: room.lifetime,
    settings: JSON.stringify(room.settings),
    created_at_ms: room.createdAtMs,
    updated_at_ms: room.updatedAtMs,
  }
}

export function parseRoom(row: Selectable<RoomTable>): Room {
  const settings: RoomSettingsPatch = JSON.parse(row.settings)
  return {
    id: roomId(row.id),
    name: row.name,
    ownerId: row.owner_id === null ? null : userId(row.owner_id),
    type: row.type,
    maxUsers: row.max_users,
    passwordHash: row.password_hash,
    lifetime: row.lifetime,
    settings: mergeSettings(defaultRoomSettings, settings),
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  }
}
