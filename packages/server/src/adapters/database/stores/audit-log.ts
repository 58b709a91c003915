import {
  auditActions,
  userId,
  type AuditEntry,
  type AuditField,
  type AuditLog,
  type StoredAuditEntry,
} from '@tutti/core'
import { sql, type Compilable, type Insertable, type Selectable } from 'kysely'
import type { Database } from '../database.ts'
import { insertIf, type Condition } from '../insert-if.ts'
import { plain, time, type Columns } from '../listing/columns.ts'
import { listRows } from '../listing/list-rows.ts'
import type { AuditEntryTable } from '../tables.ts'

export function createAuditLog({ query }: Pick<Database, 'query'>): AuditLog {
  return {
    async record(entry) {
      await query.insertInto('audit_entry').values(rowOf(entry)).execute()
    },
    async list({ userId: about, ...listing }) {
      const listed = {
        rows: query
          .selectFrom('audit_entry')
          .selectAll()
          .$if(about !== undefined, (all) =>
            all.where(({ or, eb }) => or([eb('actor_id', '=', about ?? ''), eb('target_id', '=', about ?? '')])),
          ),
        columns: auditColumns,
        seq: sql`audit_entry.seq`,
        age: 'timestamp',
        text: { query, index: 'audit_entry_text', columns: auditTexts },
        isPart: about !== undefined,
      } as const
      const { items, total } = await listRows(listed, listing)
      return { items: items.map(parseEntry), total }
    },
    async since(seq, limit) {
      const newer = query.selectFrom('audit_entry').selectAll().where('seq', '>', seq)
      return (await newer.orderBy('seq').limit(limit).execute()).map(parseEntry)
    },
    async lastSeq() {
      const row = await query
        .selectFrom('audit_entry')
        .select(({ fn }) => fn.max<number | null>('seq').as('last'))
        .executeTakeFirst()
      return row?.last ?? 0
    },
  }
}

const auditColumns: Columns<AuditField> = {
  entryId: plain(sql`audit_entry.seq`),
  action: plain(sql`audit_entry.action`),
  actorId: plain(sql`audit_entry.actor_id`),
  actorName: plain(sql`audit_entry.actor_name`),
  address: plain(sql`audit_entry.address`),
  targetId: plain(sql`audit_entry.target_id`),
  targetName: plain(sql`audit_entry.target_name`),
  timestamp: time(sql`audit_entry.at_ms`),
}

const auditTexts = { actorName: 'actor_name', targetName: 'target_name' }

/** For the one `Database.write` that makes the change which the entry tells of. */
export function insertEntry(query: Database['query'], entry: AuditEntry): Compilable {
  return query.insertInto('audit_entry').values(rowOf(entry))
}

/** As `insertEntry`, but only when the condition holds by then. */
export function insertEntryIf(query: Database['query'], entry: AuditEntry, condition: Condition): Compilable {
  return insertIf(query, { into: 'audit_entry', row: rowOf(entry), condition })
}

function rowOf(entry: AuditEntry): Insertable<AuditEntryTable> {
  return {
    at_ms: entry.atMs,
    action: entry.action,
    actor_id: entry.actorId,
    actor_name: entry.actorName,
    address: entry.address,
    target_id: entry.targetId,
    target_name: entry.targetName,
    details: JSON.stringify(entry.details),
  }
}

function parseEntry(row: Selectable<AuditEntryTable>): StoredAuditEntry {
  const details: Record<string, string> = JSON.parse(row.details)
  const action = auditActions.find((known) => known === row.action)
  if (!action) throw new Error(`an audit entry of the unknown kind ${row.action}`)
  return {
    seq: row.seq,
    atMs: row.at_ms,
    action,
    actorId: row.actor_id === null ? null : userId(row.actor_id),
    actorName: row.actor_name,
    address: row.address,
    targetId: row.target_id,
    targetName: row.target_name,
    details,
  }
}
