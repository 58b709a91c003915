import { userId, type Invite, type InviteField, type InviteStore } from '@tutti/core'
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Database } from '../database.ts'
import type { Condition } from '../insert-if.ts'
import { keyed, plain, time, type Columns } from '../listing/columns.ts'
import { listRows } from '../listing/list-rows.ts'
import type { InviteTable } from '../tables.ts'
import { insertEntry, insertEntryIf } from './audit-log.ts'

export function createInviteStore({ query, write }: Pick<Database, 'query' | 'write'>): InviteStore {
  return {
    async add(invite, entry) {
      await write([query.insertInto('invite').values(rowOf(invite)), insertEntry(query, entry)])
    },
    async list(listing) {
      const listed = {
        rows: query.selectFrom('invite').selectAll(),
        columns: inviteColumns,
        seq: sql`invite.seq`,
        age: 'createdAt',
        text: { query, index: 'invite_text', columns: { note: 'note' } },
      } as const
      const { items, total } = await listRows(listed, listing)
      return { items: items.map(parseInvite), total }
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

const inviteColumns: Columns<InviteField> = {
  inviteId: plain(sql`invite.id`),
  note: keyed(sql`invite.note`, (text) => text),
  uses: plain(sql`invite.uses`),
  maxUses: plain(sql`invite.most_uses`),
  createdBy: plain(sql`invite.by_id`),
  createdAt: time(sql`invite.created_at_ms`),
  expiresAt: time(sql`invite.expires_at_ms`),
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
