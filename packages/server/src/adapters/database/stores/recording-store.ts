import {
  recordingId,
  roomId,
  userId,
  type RecordedPiece,
  type RecordedPlayer,
  type Recording,
  type RecordingQuery,
  type RecordingStore,
} from '@tutti/core'
import { sql, type Compilable, type Selectable } from 'kysely'
import type { Database } from '../database.ts'
import type { RecordingTable } from '../tables.ts'

type Query = Database['query']

export function createRecordingStore({ query, write }: Pick<Database, 'query' | 'write'>): RecordingStore {
  return {
    async add(recording) {
      await query.insertInto('recording').values(rowOf(recording)).execute()
    },
    append: async (piece) => void (await write(appendStatements(query, piece))),
    async end(id) {
      await query.updateTable('recording').set({ state: 'ended' }).where('id', '=', id).execute()
    },
    async endAll() {
      const running = query.updateTable('recording').set({ state: 'ended' }).where('state', '=', 'running')
      return (await running.returning('id').execute()).length
    },
    async find(id) {
      const row = await query.selectFrom('recording').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? parseRecording(row) : null
    },
    list: (wanted) => list(query, wanted),
    async players(id) {
      const rows = await query
        .selectFrom('recording_player')
        .selectAll()
        .where('recording_id', '=', id)
        .orderBy('number')
        .execute()
      return rows.map(({ number, user_id: user, username }): RecordedPlayer => {
        return { number, userId: user === null ? null : userId(user), username }
      })
    },
    async readLog(id) {
      const rows = await query
        .selectFrom('recording_piece')
        .select('log')
        .where('recording_id', '=', id)
        .orderBy('seq')
        .execute()
      return new Uint8Array(Buffer.concat(rows.map(({ log }) => log)))
    },
    async rename(id, name) {
      await query.updateTable('recording').set({ name }).where('id', '=', id).execute()
    },
    async remove(id) {
      await query.deleteFrom('recording').where('id', '=', id).execute()
    },
    async count(startedBy) {
      const own = sql<number>`count(*) filter (where started_by_id = ${startedBy})`
      const bytes = sql<number>`coalesce(sum(size_bytes), 0)`
      const counted = await query
        .selectFrom('recording')
        .select([own.as('own'), bytes.as('bytes')])
        .executeTakeFirst()
      return { own: counted?.own ?? 0, bytesInAll: counted?.bytes ?? 0 }
    },
  }
}

/** The piece, who came with it, and how long and large the recording is now: all or nothing. */
function appendStatements(query: Query, { id, seq, log, durationMs, players }: RecordedPiece): Compilable[] {
  return [
    query
      .updateTable('recording')
      .set({ duration_ms: durationMs, size_bytes: sql`size_bytes + ${log.length}` })
      .where('id', '=', id),
    query.insertInto('recording_piece').values({ recording_id: id, seq, log }),
    ...players.map(({ number, userId: user, username }) =>
      query
        .insertInto('recording_player')
        .values({ recording_id: id, number, user_id: user, username })
        .onConflict((conflict) => conflict.columns(['recording_id', 'number']).doUpdateSet({ username })),
    ),
  ]
}

async function list(query: Query, { of, page, perPage }: RecordingQuery) {
  const base = query.selectFrom('recording')
  const wanted =
    'roomId' in of
      ? base.where('room_id', '=', of.roomId)
      : base.where(({ eb, or, selectFrom }) =>
          or([
            eb('started_by_id', '=', of.userId),
            eb('id', 'in', selectFrom('recording_player').select('recording_id').where('user_id', '=', of.userId)),
          ]),
        )
  const [rows, counted] = await Promise.all([
    wanted
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(perPage)
      .offset(Math.min((page - 1) * perPage, Number.MAX_SAFE_INTEGER))
      .execute(),
    wanted.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirst(),
  ])
  return { recordings: rows.map(parseRecording), total: counted?.total ?? 0 }
}

function rowOf(recording: Recording) {
  return {
    id: recording.id,
    room_id: recording.roomId,
    name: recording.name,
    started_by_id: recording.startedById,
    started_by_name: recording.startedByName,
    started_at_ms: recording.startedAtMs,
    duration_ms: recording.durationMs,
    size_bytes: recording.sizeBytes,
    state: recording.state,
  }
}

function parseRecording(row: Selectable<RecordingTable>): Recording {
  return {
    id: recordingId(row.id),
    roomId: roomId(row.room_id),
    name: row.name,
    startedById: row.started_by_id === null ? null : userId(row.started_by_id),
    startedByName: row.started_by_name,
    startedAtMs: row.started_at_ms,
    durationMs: row.duration_ms,
    sizeBytes: row.size_bytes,
    state: row.state,
  }
}
