import {
  parseAddressRange,
  userId,
  type AddressBan,
  type AddressBanField,
  type Listing,
  type Page,
  type SanctionStore,
} from '@tutti/core'
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Database } from '../database.ts'
import type { Condition } from '../insert-if.ts'
import { plain, time, type Columns } from '../listing/columns.ts'
import { listRows } from '../listing/list-rows.ts'
import type { AddressBanTable } from '../tables.ts'
import { insertEntry, insertEntryIf } from './audit-log.ts'

export function createSanctionStore({ query, write }: Pick<Database, 'query' | 'write'>): SanctionStore {
  return {
    async setSuspension(id, suspension, entry) {
      const json = suspension && JSON.stringify(suspension)
      await write([query.updateTable('user').set({ suspension: json }).where('id', '=', id), insertEntry(query, entry)])
    },
    async setRoles({ id, roles, atMs }, entry) {
      const held = JSON.stringify(roles)
      const isChanged: Condition = sql`exists (select 1 from "user" where id = ${id} and roles = ${held})`
      const [updated = []] = await write([
        query
          .updateTable('user')
          .set({ roles: held, updated_at_ms: atMs })
          .where('id', '=', id)
          .where('kind', '=', 'account')
          .$if(!roles.includes('admin'), (all) => all.where(sql<boolean>`(${isNoAdmin} or ${otherAdmin(id)})`))
          .returning('id'),
        insertEntryIf(query, entry, isChanged),
      ])
      return updated.length > 0
    },
    async replacePassword({ id, passwordHash, atMs }, entry) {
      await write([
        query
          .updateTable('user')
          .set(({ eb }) => ({ password_hash: passwordHash, generation: eb('generation', '+', 1), updated_at_ms: atMs }))
          .where('id', '=', id)
          .where('kind', '=', 'account'),
        query.deleteFrom('session').where('user_id', '=', id),
        query.deleteFrom('mail_token').where('user_id', '=', id),
        insertEntry(query, entry),
      ])
    },
    async addAddressBan(ban, entry) {
      await write([
        query.deleteFrom('address_ban').where('range', '=', ban.range.text),
        query.insertInto('address_ban').values(rowOf(ban)),
        insertEntry(query, entry),
      ])
    },
    async removeAddressBan(range, entry) {
      const isThere: Condition = sql`exists (select 1 from address_ban where range = ${range.text})`
      const [, removed = []] = await write([
        insertEntryIf(query, entry, isThere),
        query.deleteFrom('address_ban').where('range', '=', range.text).returning('range'),
      ])
      return removed.length > 0
    },
    async listAddressBans() {
      const rows = await query.selectFrom('address_ban').selectAll().orderBy('seq', 'desc').execute()
      return rows.map(parseBan)
    },
    pageOfAddressBans: (listing) => pageOfAddressBans(query, listing),
  }
}

async function pageOfAddressBans(
  query: Database['query'],
  listing: Listing<AddressBanField>,
): Promise<Page<AddressBan>> {
  const listed = {
    rows: query.selectFrom('address_ban').selectAll(),
    columns: banColumns,
    seq: sql`address_ban.seq`,
    age: 'createdAt',
    text: { query, index: 'address_ban_text', columns: { reason: 'reason' } },
  } as const
  const { items, total } = await listRows(listed, listing)
  return { items: items.map(parseBan), total }
}

const banColumns: Columns<AddressBanField> = {
  address: plain(sql`address_ban.range`),
  reason: plain(sql`address_ban.reason`),
  bannedBy: plain(sql`address_ban.by_id`),
  createdAt: time(sql`address_ban.created_at_ms`),
  until: time(sql`address_ban.until_ms`),
}

/** Roles are an array of names in JSON. */
const adminRole = '%"admin"%'
const isNoAdmin = sql`roles not like ${adminRole}`
const otherAdmin = (id: string) =>
  sql`exists (select 1 from "user" other where other.kind = 'account' and other.id <> ${id} and other.roles like ${adminRole})`

function rowOf({ range, reason, byId, createdAtMs, untilMs }: AddressBan): Insertable<AddressBanTable> {
  return { range: range.text, reason, by_id: byId, created_at_ms: createdAtMs, until_ms: untilMs }
}

function parseBan(row: Selectable<AddressBanTable>): AddressBan {
  return {
    range: parseAddressRange(row.range),
    reason: row.reason,
    byId: row.by_id === null ? null : userId(row.by_id),
    createdAtMs: row.created_at_ms,
    untilMs: row.until_ms,
  }
}
