import {
  IdTaken,
  messageId,
  Refusal,
  roomId,
  userId,
  type ChatMessage,
  type MessageStore,
  type NewMessage,
} from '@tutti/core'
import { sql, type Compilable, type Selectable } from 'kysely'
import { UniqueViolation, type Database } from '../database.ts'
import type { MessageTable } from '../tables.ts'

export function createMessageStore({ query, write }: Pick<Database, 'query' | 'write'>): MessageStore {
  return {
    async add(message) {
      const [, , found = []] = await write(addStatements(query, message)).catch(translate)
      const [row] = found
      if (!row) throw new Refusal('room_not_found', { roomId: message.roomId })
      return {
        id: messageId(String(row['id'])),
        roomSeq: Number(row['room_seq']),
        sentAtMs: Number(row['sent_at_ms']),
        repeated: row['id'] !== message.id,
      }
    },
    async find(id) {
      const row = await query.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? parseMessage(row) : null
    },
    async around({ roomId: room, roomSeq }, reach) {
      const rows = await query
        .selectFrom('message')
        .selectAll()
        .where('room_id', '=', room)
        .where('room_seq', '>=', roomSeq - reach)
        .where('room_seq', '<=', roomSeq + reach)
        .orderBy('room_seq')
        .execute()
      return rows.map(parseMessage)
    },
    async latest(room, limit) {
      const rows = await query
        .selectFrom('message')
        .selectAll()
        .where('room_id', '=', room)
        .orderBy('room_seq', 'desc')
        .limit(limit)
        .execute()
      return rows.map(parseMessage).toReversed()
    },
    async before(room, roomSeq, limit) {
      const rows = await query
        .selectFrom('message')
        .selectAll()
        .where('room_id', '=', room)
        .where('room_seq', '<', roomSeq)
        .orderBy('room_seq', 'desc')
        .limit(limit)
        .execute()
      return rows.map(parseMessage).toReversed()
    },
  }
}

function translate(error: unknown): never {
  if (error instanceof UniqueViolation && error.columns.includes('message.id')) throw new IdTaken('', { cause: error })
  throw error
}

/** Stores it under the room's next number unless the sender sent it before, counts it, and reads what is stored. */
function addStatements(query: Database['query'], message: NewMessage): readonly Compilable[] {
  const { id, roomId: room, userId: user, clientMessageId } = message
  const stored = query
    .selectFrom('message')
    .where('room_id', '=', room)
    .where(({ eb, and, or }) =>
      or([eb('id', '=', id), and([eb('user_id', '=', user), eb('client_message_id', '=', clientMessageId)])]),
    )
  return [
    query
      .insertInto('message')
      .columns(['id', 'room_id', 'room_seq', 'type', 'user_id', 'username', 'text', 'sent_at_ms', 'client_message_id'])
      .expression(
        query
          .selectFrom('room')
          .where('room.id', '=', room)
          .select([
            sql.val(id).as('id'),
            'room.id as room_id',
            sql<number>`room.last_message_seq + 1`.as('room_seq'),
            sql.val(message.type).as('type'),
            sql.val(user).as('user_id'),
            sql.val(message.username).as('username'),
            sql.val(message.text).as('text'),
            sql.val(message.sentAtMs).as('sent_at_ms'),
            sql.val(clientMessageId).as('client_message_id'),
          ]),
      )
      .onConflict((conflict) => conflict.columns(['room_id', 'user_id', 'client_message_id']).doNothing()),
    query
      .updateTable('room')
      .set({ last_message_seq: sql`last_message_seq + 1` })
      .where('id', '=', room)
      .where(({ exists, selectFrom }) => exists(selectFrom('message').select('id').where('id', '=', id))),
    stored.select(['id', 'room_seq', 'sent_at_ms']),
  ]
}

export function parseMessage(row: Selectable<MessageTable>): ChatMessage {
  return {
    id: messageId(row.id),
    roomId: roomId(row.room_id),
    type: row.type,
    userId: userId(row.user_id),
    username: row.username,
    text: row.text,
    sentAtMs: row.sent_at_ms,
    clientMessageId: row.client_message_id,
    roomSeq: row.room_seq,
  }
}
