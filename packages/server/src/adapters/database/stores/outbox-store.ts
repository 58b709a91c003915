import { mailId, userId, type Outbox, type WaitingLetter } from '@tutti/core'
import { sql, type Selectable } from 'kysely'
import type { Database } from '../database.ts'
import type { OutboxTable } from '../tables.ts'
import { postStatements } from './post-statements.ts'

export function createOutbox({ query, write }: Pick<Database, 'query' | 'write'>): Outbox {
  const end = (id: string) => query.updateTable('outbox').where('id', '=', id)

  return {
    async post(postings) {
      await write(postings.flatMap((posting) => postStatements(query, posting)))
    },
    async claim({ nowMs, leaseMs, limit }) {
      const due = query
        .selectFrom('outbox')
        .select('id')
        .where('state', '=', 'waiting')
        .where('next_attempt_at_ms', '<=', nowMs)
        .orderBy('next_attempt_at_ms')
        .orderBy('created_at_ms')
        .limit(limit)
      const rows = await query
        .updateTable('outbox')
        .set({ attempts: sql`attempts + 1`, next_attempt_at_ms: nowMs + leaseMs })
        .where('id', 'in', due)
        // Said again for engines where another node may have claimed it between the two.
        .where('next_attempt_at_ms', '<=', nowMs)
        .returningAll()
        .execute()
      return rows.map(parseWaiting)
    },
    async putOff(id, { untilMs, reason }) {
      await end(id).set({ next_attempt_at_ms: untilMs, reason }).where('state', '=', 'waiting').execute()
    },
    async settle(id, { state, atMs, reason }) {
      await end(id).set({ state, settled_at_ms: atMs, reason, sealed_token: null }).execute()
    },
    async count() {
      const rows = await query
        .selectFrom('outbox')
        .select(['state', ({ fn }) => fn.countAll<number>().as('letters')])
        .where('state', 'in', ['waiting', 'dead'])
        .groupBy('state')
        .execute()
      const lettersIn = (state: string) => rows.find((row) => row.state === state)?.letters ?? 0
      return { waiting: lettersIn('waiting'), dead: lettersIn('dead') }
    },
    async forget({ sentBeforeMs, deadBeforeMs }) {
      await write([
        query.deleteFrom('outbox').where('state', '=', 'sent').where('created_at_ms', '<', sentBeforeMs),
        query.deleteFrom('outbox').where('state', '=', 'decoy').where('created_at_ms', '<', sentBeforeMs),
        query.deleteFrom('outbox').where('state', '=', 'dead').where('created_at_ms', '<', deadBeforeMs),
      ])
    },
  }
}

function parseWaiting(row: Selectable<OutboxTable>): WaitingLetter {
  const letter = {
    id: mailId(row.id),
    kind: row.kind,
    userId: row.user_id === null ? null : userId(row.user_id),
    to: row.address,
    username: row.username,
    sealedToken: row.sealed_token,
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
  }
  return { letter, attempts: row.attempts }
}
