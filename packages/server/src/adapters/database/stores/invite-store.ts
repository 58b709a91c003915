import { userId, type Invite, type InviteStore } from '@tutti/core'
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Database } from '../database.ts'
import type { Condition } from '../insert-if.ts'
import type { InviteTable } from '../tables.ts'
import { insertEntry, insertEntryIf } from './audit-log.ts'

export function createInviteStore({ query, write }: Pick<Database, 'query' | 'write'>): InviteStore {
  return {
    async add(invite, entry) {
      await write([query.insertInto('invite').values(rowOf(invite)), insertEntry(query, entry)])
    },
    async list() {
      return (await query.selectFrom('invite').selectAll().orderBy('seq', 'desc').execute()).map(parseInvite)
    },
    async remove(id, entry) {
      const isThere: Condition = sql`exists (select 1 from invite where id = ${id})`
      const [, removed = []] = await write([
        insertEntryIf(query, entry, isThere),
        query.deleteFrom('invite').where('id', '=', id).returning('id'),
      ])
      return removed.length > 0
    },
    async spend(codeHash, nowMs) {
      const spent = await query
        .updateTable('invite')
        .set(({ eb }) => ({ uses: eb('uses', '+', 1) }))
        .where('code_hash', '=', codeHash)
        .whereRef('uses', '<', 'most_uses')
        .where('expires_at_ms', '>', nowMs)
        .returning('id')
        .execute()
      return spent.length > 0
    },
    async restore(codeHash) {
      await query
        .updateTable('invite')
        .set(({ eb }) => ({ uses: eb('uses', '-', 1) }))
        .where('code_hash', '=', codeHash)
        .where('uses', '>', 0)
        .execute()
    },
  }
}

function rowOf(invite: Invite): Insertable<InviteTable> {
  return {
    id: invite.id,
    code_hash: invite.codeHash,
    note: invite.note,
    uses: invite.uses,
    most_uses: invite.mostUses,
    by_id: invite.byId,
    created_at_ms: invite.createdAtMs,
    expires_at_ms: invite.expiresAtMs,
  }
}

function parseInvite(row: Selectable<InviteTable>): Invite {
  return {
    id: row.id,
    codeHash: row.code_hash,
    note: row.note,
    uses: row.uses,
    mostUses: row.most_uses,
    byId: row.by_id === null ? null : userId(row.by_id),
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
  }
}
