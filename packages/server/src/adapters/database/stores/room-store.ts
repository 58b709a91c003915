import {
  defaultRoomSettings,
  IdTaken,
  mergeSettings,
  roomId,
  userId,
  type Page,
  type Room,
  type RoomField,
  type RoomListing,
  type RoomSettingsPatch,
  type RoomStore,
} from '@tutti/core'
import { sql, type Insertable, type Selectable } from 'kysely'
import { UniqueViolation, type Database } from '../database.ts'
import { flag, keyed, plain, time, type Columns } from '../listing/columns.ts'
import { listRows } from '../listing/list-rows.ts'
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
    listPublic: (listing) => listPublic(query, listing),
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

async function listPublic(query: Database['query'], listing: RoomListing): Promise<Page<Room>> {
  // How many are where is no column: it comes along as a table of its own.
  const occupied = sql<Occupied>`json_each(${JSON.stringify(Object.fromEntries(listing.occupancy ?? []))})`
  const listed = {
    rows: query
      .selectFrom('room')
      .$if(listing.occupancy !== undefined, (rooms) =>
        rooms.leftJoin(occupied.as('occupied'), (join) => join.onRef('occupied.key', '=', 'room.id')),
      )
      .selectAll('room')
      .where('room.type', '!=', 'private'),
    columns: roomColumns,
    seq: sql`room.seq`,
    age: 'createdAt',
    text: { query, index: 'room_text', columns: { roomName: 'name_key' } },
  } as const
  const { items, total } = await listRows(listed, listing)
  return { items: items.map(parseRoom), total }
}

interface Occupied {
  readonly key: string
  readonly value: number
}

const roomColumns: Columns<RoomField> = {
  roomId: plain(sql`room.id`),
  roomName: keyed(sql`room.name_key`, nameKey),
  roomOwner: plain(sql`room.owner_id`),
  roomType: plain(sql`room.type`),
  maxUsers: plain(sql`room.max_users`),
  currentUsers: plain(sql`coalesce(occupied.value, 0)`),
  hasPassword: flag(sql`room.password_hash is not null`),
  temporary: flag(sql`room.lifetime = 'temporary'`),
  createdAt: time(sql`room.created_at_ms`),
}

/** What makes two spellings of a name the same for a search. */
function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase()
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
