import {
  usernameKey,
  type Account,
  type AccountField,
  type Activity,
  type Listing,
  type Page,
  type ProfileChange,
  type ProfileStore,
  type UserDetails,
  type UserId,
} from '@tutti/core'
import { sql, type Compilable, type Updateable } from 'kysely'
import type { Database } from '../database.ts'
import { accountColumns, accountTexts } from '../listing/account-columns.ts'
import { listRows } from '../listing/list-rows.ts'
import type { UserTable } from '../tables.ts'
import { parseAccount, parseUser, translate } from './user-store.ts'

type Query = Database['query']

export function createProfileStore({ query, write }: Pick<Database, 'query' | 'write'>): ProfileStore {
  return {
    findDetails: (id) => findDetails(query, id),
    async findByHandle(handle) {
      const people = query.selectFrom('user').selectAll()
      const row =
        (await people.where('id', '=', handle.toLowerCase()).executeTakeFirst()) ??
        (await people.where('public_id', '=', handle).executeTakeFirst()) ??
        (await people.where('kind', '=', 'account').where('username_key', '=', usernameKey(handle)).executeTakeFirst())
      return row ? parseUser(row) : null
    },
    async update(id, change, atMs) {
      try {
        const row = await query
          .updateTable('user')
          .set({ ...columnsOf(change), updated_at_ms: atMs })
          .where('id', '=', id)
          .where('kind', '=', 'account')
          .returningAll()
          .executeTakeFirst()
        return row ? parseAccount(row) : null
      } catch (error) {
        throw translate(error)
      }
    },
    async setAvatar(id, avatar, atMs) {
      const [[before] = []] = await write([
        query.selectFrom('user').select('avatar').where('id', '=', id),
        query.updateTable('user').set({ avatar, updated_at_ms: atMs }).where('id', '=', id),
      ])
      const name = before?.['avatar']
      return typeof name === 'string' ? name : null
    },
    async findUsedAvatars(names) {
      if (names.length === 0) return new Set()
      const rows = await query.selectFrom('user').select('avatar').where('avatar', 'in', names).execute()
      return new Set(rows.flatMap(({ avatar }) => avatar ?? []))
    },
    async addActivity(activities) {
      if (activities.length > 0) await write(activities.map((activity) => addOne(query, activity)))
    },
    list: (listing) => list(query, listing),
  }
}

async function findDetails(query: Query, id: UserId): Promise<UserDetails | null> {
  const row = await query
    .selectFrom('user')
    .select(['theme', 'notifications', 'show_current_room', 'direct_messages'])
    .select(['notes_played', 'played_ms', 'rooms_created'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { theme, notifications, show_current_room: showsRoom, direct_messages: directMessages } = row
  return {
    settings: { theme, notifications: notifications === 1, showCurrentRoom: showsRoom === 1, directMessages },
    stats: { notesPlayed: row.notes_played, playedMs: row.played_ms, roomsCreated: row.rooms_created },
  }
}

/** Accounts, newest first. */
async function list(query: Query, listing: Listing<AccountField>): Promise<Page<Account>> {
  const listed = {
    rows: query.selectFrom('user').selectAll().where('kind', '=', 'account'),
    columns: accountColumns,
    seq: sql`"user".seq`,
    age: 'createdAt',
    text: { query, index: 'user_text', columns: accountTexts },
  } as const
  const { items, total } = await listRows(listed, listing)
  return { items: items.map(parseAccount), total }
}

/** What is set depends on nothing that was read before: two changes of different fields both stand. */
function columnsOf({ username, name, surname, statusText, settings = {} }: ProfileChange): Updateable<UserTable> {
  const { theme, notifications, showCurrentRoom, directMessages } = settings
  return {
    ...(username !== undefined && { username, username_key: usernameKey(username) }),
    ...(name !== undefined && { name, name_key: usernameKey(name ?? '') }),
    ...(surname !== undefined && { surname, surname_key: usernameKey(surname ?? '') }),
    ...(statusText !== undefined && { status_text: statusText }),
    ...(theme !== undefined && { theme }),
    ...(notifications !== undefined && { notifications: notifications ? 1 : 0 }),
    ...(showCurrentRoom !== undefined && { show_current_room: showCurrentRoom ? 1 : 0 }),
    ...(directMessages !== undefined && { direct_messages: directMessages }),
  }
}

function addOne(query: Query, { userId, notesPlayed, playedMs, roomsCreated, seenAtMs }: Activity): Compilable {
  const seen = seenAtMs ?? 0
  return query
    .updateTable('user')
    .set({
      notes_played: sql<number>`notes_played + ${notesPlayed}`,
      played_ms: sql<number>`played_ms + ${playedMs}`,
      rooms_created: sql<number>`rooms_created + ${roomsCreated}`,
      last_seen_at_ms: sql<number>`case when last_seen_at_ms < ${seen} then ${seen} else last_seen_at_ms end`,
    })
    .where('id', '=', userId)
}
