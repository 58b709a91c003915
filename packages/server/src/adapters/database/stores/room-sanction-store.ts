import {
  Refusal,
  roomId,
  userId,
  type RoomBan,
  type RoomBanField,
  type RoomMute,
  type RoomSanctionStore,
} from '@tutti/core'
import { sql, type Selectable } from 'kysely'
import type { Database } from '../database.ts'
import { keyed, plain, time, type Columns } from '../listing/columns.ts'
import { listRows } from '../listing/list-rows.ts'
import type { RoomBanTable, RoomMuteTable } from '../tables.ts'

export function createRoomSanctionStore({ query }: Pick<Database, 'query'>): RoomSanctionStore {
  return {
    putBan: (ban) => putBan(query, ban),
    async findBan(room, user) {
      const row = await query
        .selectFrom('room_ban')
        .selectAll()
        .where('room_id', '=', room)
        .where('user_id', '=', user)
        .executeTakeFirst()
      return row ? parseBan(row) : null
    },
    async listBans({ roomId: room, nowMs, ...listing }) {
      const listed = {
        rows: query
          .selectFrom('room_ban')
          .selectAll()
          .where('room_id', '=', room)
          .where(({ eb, or }) => or([eb('ends_at_ms', 'is', null), eb('ends_at_ms', '>', nowMs)])),
        columns: banColumns,
        seq: sql`room_ban.user_id`,
        age: 'createdAt',
        ownOrder: sql`room_ban.created_at_ms desc, room_ban.user_id`,
      } as const
      const { items, total } = await listRows(listed, listing)
      return { items: items.map(parseBan), total }
    },
    async removeBan(room, user) {
      await query.deleteFrom('room_ban').where('room_id', '=', room).where('user_id', '=', user).execute()
    },
    putMute: (mute) => putMute(query, mute),
    async findMute(room, user) {
      const row = await query
        .selectFrom('room_mute')
        .selectAll()
        .where('room_id', '=', room)
        .where('user_id', '=', user)
        .executeTakeFirst()
      return row ? parseMute(row) : null
    },
    async removeMute(room, user) {
      await query.deleteFrom('room_mute').where('room_id', '=', room).where('user_id', '=', user).execute()
    },
  }
}

const banColumns: Columns<RoomBanField> = {
  userId: plain(sql`room_ban.user_id`),
  username: plain(sql`room_ban.username`),
  reason: keyed(sql`room_ban.reason`, (text) => text),
  bannedBy: plain(sql`room_ban.by_id`),
  createdAt: time(sql`room_ban.created_at_ms`),
  endsAt: time(sql`room_ban.ends_at_ms`),
}

async function putBan(query: Database['query'], ban: RoomBan): Promise<void> {
  const row = await query
    .insertInto('room_ban')
    .columns(['room_id', 'user_id', 'username', 'reason', 'by_id', 'created_at_ms', 'ends_at_ms'])
    .expression(
      rightPlace(query, ban).select([
        'room.id as room_id',
        'user.id as user_id',
        sql.val(ban.username).as('username'),
        sql.val(ban.reason).as('reason'),
        byColumn(ban),
        sql.val(ban.createdAtMs).as('created_at_ms'),
        sql.val(ban.endsAtMs).as('ends_at_ms'),
      ]),
    )
    .onConflict((conflict) =>
      conflict.columns(['room_id', 'user_id']).doUpdateSet(({ ref }) => ({
        username: ref('excluded.username'),
        reason: ref('excluded.reason'),
        by_id: ref('excluded.by_id'),
        created_at_ms: ref('excluded.created_at_ms'),
        ends_at_ms: ref('excluded.ends_at_ms'),
      })),
    )
    .returning('user_id')
    .executeTakeFirst()
  if (!row) throw new Refusal('room_not_found', { roomId: ban.roomId })
}

async function putMute(query: Database['query'], mute: RoomMute): Promise<void> {
  const row = await query
    .insertInto('room_mute')
    .columns(['room_id', 'user_id', 'username', 'chat', 'notes', 'by_id', 'created_at_ms', 'ends_at_ms'])
    .expression(
      rightPlace(query, mute).select([
        'room.id as room_id',
        'user.id as user_id',
        sql.val(mute.username).as('username'),
        sql.val(Number(mute.chat)).as('chat'),
        sql.val(Number(mute.notes)).as('notes'),
        byColumn(mute),
        sql.val(mute.createdAtMs).as('created_at_ms'),
        sql.val(mute.endsAtMs).as('ends_at_ms'),
      ]),
    )
    .onConflict((conflict) =>
      conflict.columns(['room_id', 'user_id']).doUpdateSet(({ ref }) => ({
        username: ref('excluded.username'),
        chat: ref('excluded.chat'),
        notes: ref('excluded.notes'),
        by_id: ref('excluded.by_id'),
        created_at_ms: ref('excluded.created_at_ms'),
        ends_at_ms: ref('excluded.ends_at_ms'),
      })),
    )
    .returning('user_id')
    .executeTakeFirst()
  if (!row) throw new Refusal('room_not_found', { roomId: mute.roomId })
}

type Imposed = Pick<RoomBan, 'roomId' | 'userId' | 'byId'>

/** The room and the user, if both are there: nothing is imposed on what has gone meanwhile. */
function rightPlace(query: Database['query'], { roomId: room, userId: user }: Imposed) {
  return query
    .selectFrom('room')
    .innerJoin('user', (join) => join.on('user.id', '=', user))
    .where('room.id', '=', room)
}

/** Null when that account has gone meanwhile. */
function byColumn({ byId }: Imposed) {
  return sql<string | null>`(select by_user.id from "user" as by_user where by_user.id = ${byId})`.as('by_id')
}

function parseBan(row: Selectable<RoomBanTable>): RoomBan {
  return { ...parseSanction(row), reason: row.reason }
}

function parseMute(row: Selectable<RoomMuteTable>): RoomMute {
  return { ...parseSanction(row), chat: row.chat === 1, notes: row.notes === 1 }
}

function parseSanction(row: Omit<Selectable<RoomBanTable>, 'reason'>) {
  return {
    roomId: roomId(row.room_id),
    userId: userId(row.user_id),
    username: row.username,
    byId: row.by_id === null ? null : userId(row.by_id),
    createdAtMs: row.created_at_ms,
    endsAtMs: row.ends_at_ms,
  }
}
