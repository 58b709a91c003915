import { IdTaken, messageId, quoteMessage, Refusal, roomId, userId } from '@tutti/core'
import type { ChatMessage, MessageQuote, MessageStore, NewMessage, UserId } from '@tutti/core'
import { sql, type Compilable, type Selectable } from 'kysely'
import { UniqueViolation, type Database } from '../database.ts'
import type { MessageTable } from '../tables.ts'

type Query = Database['query']

export function createMessageStore(database: Pick<Database, 'query' | 'write'>): MessageStore {
  const { query, write } = database
  return {
    ...createChanges(database),
    find: (id) => find(query, id),
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
    async around({ roomId: room, roomSeq }, reach) {
      const rows = await readable(query)
        .where('message.room_id', '=', room)
        .where('message.room_seq', '>=', roomSeq - reach)
        .where('message.room_seq', '<=', roomSeq + reach)
        .orderBy('message.room_seq')
        .execute()
      return rows.map(parseMessage)
    },
    async latest(room, limit) {
      const rows = await newest(query, room, limit).execute()
      return rows.map(parseMessage).toReversed()
    },
    async before(room, roomSeq, limit) {
      const rows = await newest(query, room, limit).where('message.room_seq', '<', roomSeq).execute()
      return rows.map(parseMessage).toReversed()
    },
  }
}

/** What becomes of messages that are there. */
function createChanges({ query, write }: Pick<Database, 'query' | 'write'>) {
  const changes: Pick<MessageStore, 'edit' | 'remove' | 'clear'> = {
    async edit(id, { text, mentions, editedAtMs }) {
      const edited = await query
        .updateTable('message')
        .set({ text, mentions: JSON.stringify(mentions), edited_at_ms: editedAtMs })
        .where('id', '=', id)
        .where('removed_at_ms', 'is', null)
        .returning('id')
        .executeTakeFirst()
      return edited ? find(query, id) : null
    },
    async remove(id, atMs) {
      await query
        .updateTable('message')
        .set({ removed_at_ms: atMs })
        .where('id', '=', id)
        .where('removed_at_ms', 'is', null)
        .execute()
      return find(query, id)
    },
    async clear(room, { userId: of, atMs }) {
      const all = query.updateTable('message').set({ removed_at_ms: atMs }).where('room_id', '=', room)
      const meant = of === undefined ? all : all.where('user_id', '=', of)
      const [, [last] = []] = await write([
        meant.where('removed_at_ms', 'is', null),
        query.selectFrom('room').select('last_message_seq').where('id', '=', room),
      ])
      return Number(last?.['last_message_seq'] ?? 0)
    },
  }
  return changes
}

async function find(query: Query, id: string): Promise<ChatMessage | null> {
  const row = await readable(query).where('message.id', '=', id).executeTakeFirst()
  return row ? parseMessage(row) : null
}

function newest(query: Query, room: string, limit: number) {
  return readable(query).where('message.room_id', '=', room).orderBy('message.room_seq', 'desc').limit(limit)
}

/** Messages with what they answer, as that is now. */
function readable(query: Query) {
  return query
    .selectFrom('message')
    .leftJoin('message as answered', 'answered.id', 'message.reply_to')
    .selectAll('message')
    .select([
      'answered.id as answered_id',
      'answered.user_id as answered_user_id',
      'answered.username as answered_username',
      'answered.text as answered_text',
      'answered.removed_at_ms as answered_removed_at_ms',
    ])
}

function translate(error: unknown): never {
  if (error instanceof UniqueViolation && error.columns.includes('message.id')) throw new IdTaken('', { cause: error })
  throw error
}

/** Stores it under the room's next number unless the sender sent it before, counts it, and reads what is stored. */
function addStatements(query: Query, message: NewMessage): readonly Compilable[] {
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
      .columns([
        ...(['id', 'room_id', 'room_seq', 'type', 'user_id', 'username', 'text', 'sent_at_ms'] as const),
        ...(['client_message_id', 'reply_to', 'emote', 'mentions'] as const),
      ])
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
            sql.val(message.replyTo?.messageId ?? null).as('reply_to'),
            sql.val(message.isEmote ? 1 : 0).as('emote'),
            sql.val(JSON.stringify(message.mentions)).as('mentions'),
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

/** What was joined of the message that this one answers; absent where nobody asked for it. */
interface Answered {
  readonly answered_id?: string | null
  readonly answered_user_id?: string | null
  readonly answered_username?: string | null
  readonly answered_text?: string | null
  readonly answered_removed_at_ms?: number | null
}

export function parseMessage(row: Selectable<MessageTable> & Answered): ChatMessage {
  const mentions: readonly UserId[] = JSON.parse(row.mentions)
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
    isEmote: row.emote === 1,
    editedAtMs: row.edited_at_ms,
    removedAtMs: row.removed_at_ms,
    replyTo: parseQuote(row),
    mentions,
  }
}

function parseQuote(row: Answered): MessageQuote | null {
  if (!row.answered_id) return null
  return quoteMessage({
    id: messageId(row.answered_id),
    userId: userId(row.answered_user_id ?? ''),
    username: row.answered_username ?? '',
    text: row.answered_text ?? '',
    removedAtMs: row.answered_removed_at_ms ?? null,
  })
}
