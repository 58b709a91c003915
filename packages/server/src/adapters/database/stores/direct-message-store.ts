import {
  messageId,
  userId,
  type Conversation,
  type DirectMessage,
  type DirectMessageStore,
  type DirectPage,
  type UserId,
} from '@tutti/core'
import { sql, type Compilable, type Selectable } from 'kysely'
import type { Database } from '../database.ts'
import type { DirectMessageTable } from '../tables.ts'
import { parseUser } from './user-store.ts'

type Query = Database['query']

export function createDirectMessageStore({ query, write }: Pick<Database, 'query' | 'write'>): DirectMessageStore {
  return {
    async add(message) {
      const [, [row] = []] = await write(addStatements(query, message))
      if (!row) throw new Error('A direct message that was stored is there')
      const id = messageId(String(row['id']))
      return { id, sentAtMs: Number(row['sent_at_ms']), repeated: id !== message.id }
    },
    between: (one, other, page) => between(query, [one, other], page),
    conversations: (of, limit) => conversations(query, of, limit),
    async markRead(of, other, upTo) {
      const [, found = []] = await write(readStatements(query, { of, other, upTo }))
      return found.length > 0
    },
    async listAll(of) {
      const rows = await query
        .selectFrom('direct_message')
        .selectAll()
        .where(({ eb, or }) => or([eb('low_id', '=', of), eb('high_id', '=', of)]))
        .orderBy('seq')
        .execute()
      return rows.map(parseDirect)
    },
  }
}

/** Stores it unless the sender sent it before, and reads what is stored. */
function addStatements(query: Query, message: DirectMessage): readonly Compilable[] {
  const { id, fromId, toId, clientMessageId } = message
  const [low, high] = ordered(fromId, toId)
  return [
    query
      .insertInto('direct_message')
      .values({
        id,
        low_id: low,
        high_id: high,
        from_id: fromId,
        text: message.text,
        sent_at_ms: message.sentAtMs,
        client_message_id: clientMessageId,
      })
      .onConflict((conflict) => conflict.columns(['low_id', 'high_id', 'from_id', 'client_message_id']).doNothing()),
    query
      .selectFrom('direct_message')
      .select(['id', 'sent_at_ms'])
      .where(pair(fromId, toId))
      .where(({ eb, and, or }) =>
        or([eb('id', '=', id), and([eb('from_id', '=', fromId), eb('client_message_id', '=', clientMessageId)])]),
      ),
  ]
}

async function between(
  query: Query,
  [one, other]: readonly [UserId, UserId],
  { before, limit }: DirectPage,
): Promise<readonly DirectMessage[]> {
  const all = query.selectFrom('direct_message').selectAll().where(pair(one, other))
  const older =
    before === undefined
      ? all
      : all.where('seq', '<', query.selectFrom('direct_message').select('seq').where('id', '=', before))
  const rows = await older.orderBy('seq', 'desc').limit(limit).execute()
  return rows.map(parseDirect).toReversed()
}

async function conversations(query: Query, of: UserId, limit: number): Promise<readonly Conversation[]> {
  const newest = query
    .selectFrom('direct_message')
    .where(({ eb, or }) => or([eb('low_id', '=', of), eb('high_id', '=', of)]))
    .groupBy(['low_id', 'high_id'])
    .select(({ fn }) => fn.max('seq').as('seq'))
  const rows = await query
    .selectFrom('direct_message')
    .innerJoin('user', (join) =>
      join.on(sql<boolean>`"user".id = case when low_id = ${of} then high_id else low_id end`),
    )
    .where('direct_message.seq', 'in', newest)
    .selectAll('user')
    .select([
      'direct_message.id as message_id',
      'direct_message.from_id',
      'direct_message.text',
      'direct_message.sent_at_ms',
      'direct_message.client_message_id',
      unreadOf(of).as('unread'),
    ])
    .orderBy('direct_message.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => {
    const user = parseUser(row)
    const [fromId, toId] = row.from_id === of ? [of, user.id] : [user.id, of]
    const { text, sent_at_ms: sentAtMs, client_message_id: clientMessageId } = row
    const last = { id: messageId(row.message_id), fromId, toId, text, sentAtMs, clientMessageId }
    return { user, last, unread: row.unread }
  })
}

/** Of the other one's messages, those behind the last one that was read. */
function unreadOf(of: UserId) {
  return sql<number>`(select count(*) from direct_message as theirs
    where theirs.low_id = direct_message.low_id and theirs.high_id = direct_message.high_id
      and theirs.from_id = "user".id
      and theirs.seq > coalesce((select up_to_seq from direct_read
        where direct_read.user_id = ${of} and direct_read.other_id = "user".id), 0))`
}

interface Reading {
  readonly of: UserId
  readonly other: UserId
  readonly upTo: string
}

function readStatements(query: Query, { of, other, upTo }: Reading): readonly Compilable[] {
  const meant = query.selectFrom('direct_message').where('id', '=', upTo).where(pair(of, other))
  return [
    query
      .insertInto('direct_read')
      .columns(['user_id', 'other_id', 'up_to_seq'])
      .expression(meant.select([sql.val(of).as('user_id'), sql.val(other).as('other_id'), 'seq as up_to_seq']))
      .onConflict((conflict) =>
        conflict.columns(['user_id', 'other_id']).doUpdateSet({
          up_to_seq: sql<number>`case when excluded.up_to_seq > direct_read.up_to_seq
            then excluded.up_to_seq else direct_read.up_to_seq end`,
        }),
      ),
    meant.select('id'),
  ]
}

function pair(one: UserId, other: UserId) {
  const [low, high] = ordered(one, other)
  return sql<boolean>`low_id = ${low} and high_id = ${high}`
}

function ordered(one: UserId, other: UserId): readonly [UserId, UserId] {
  return one < other ? [one, other] : [other, one]
}

function parseDirect(row: Selectable<DirectMessageTable>): DirectMessage {
  const otherId = row.from_id === row.low_id ? row.high_id : row.low_id
  return {
    id: messageId(row.id),
    fromId: userId(row.from_id),
    toId: userId(otherId),
    text: row.text,
    sentAtMs: row.sent_at_ms,
    clientMessageId: row.client_message_id,
  }
}
