import { auditActions, userId, type AuditEntry, type AuditLog, type StoredAuditEntry } from '@tutti/core'
import type { Compilable, Insertable, Selectable } from 'kysely'
import type { Database } from '../database.ts'
import { insertIf, type Condition } from '../insert-if.ts'
import type { AuditEntryTable } from '../tables.ts'

export function createAuditLog({ query }: Pick<Database, 'query'>): AuditLog {
  return {
    async record(entry) {
      await query.insertInto('audit_entry').values(rowOf(entry)).execute()
    },
    async list({ page, perPage, action, userId: about }) {
      const asked = query
        .selectFrom('audit_entry')
        .$if(action !== undefined, (all) => all.where('action', '=', action ?? ''))
        .$if(about !== undefined, (all) =>
          all.where(({ or, eb }) => or([eb('actor_id', '=', about ?? ''), eb('target_id', '=', about ?? '')])),
        )
      const [rows, counted] = await Promise.all([
        asked
          .selectAll()
          .orderBy('seq', 'desc')
          .limit(perPage)
          .offset(Math.min((page - 1) * perPage, Number.MAX_SAFE_INTEGER))
          .execute(),
        asked.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirst(),
      ])
      return { entries: rows.map(parseEntry), total: counted?.total ?? 0 }
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
