import { reportReasons, userId, type Report, type ReportContext, type ReportStore, type Resolution } from '@tutti/core'
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Database } from '../database.ts'
import type { Condition } from '../insert-if.ts'
import type { ReportTable } from '../tables.ts'
import { insertEntryIf } from './audit-log.ts'

export function createReportStore({ query, write }: Pick<Database, 'query' | 'write'>): ReportStore {
  const reports = () => query.selectFrom('report').selectAll()
  const find = async (id: string) => {
    const row = await reports().where('id', '=', id).executeTakeFirst()
    return row ? parseReport(row) : null
  }
  return {
    async add(report) {
      const row = rowOf(report)
      const [, found = []] = await write([
        query
          .insertInto('report')
          .values(row)
          .onConflict((conflict) => conflict.doNothing()),
        query
          .selectFrom('report')
          .select('id')
          .where('reporter_id', '=', row.reporter_id)
          .where('subject_id', '=', row.subject_id)
          .where('message_id', '=', row.message_id)
          .where('resolution', 'is', null),
      ])
      return (await find(textOf(found[0]?.['id']) ?? report.id)) ?? report
    },
    find,
    async list({ page, perPage, status }) {
      const asked = query
        .selectFrom('report')
        .$if(status === 'open', (all) => all.where('resolution', 'is', null))
        .$if(status === 'resolved', (all) => all.where('resolution', 'is not', null))
      const [rows, counted] = await Promise.all([
        asked
          .selectAll()
          .orderBy('seq', status === 'open' ? 'asc' : 'desc')
          .limit(perPage)
          .offset(Math.min((page - 1) * perPage, Number.MAX_SAFE_INTEGER))
          .execute(),
        asked.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirst(),
      ])
      return { reports: rows.map(parseReport), total: counted?.total ?? 0 }
    },
    async resolve(id, resolution, entry) {
      const isOpen: Condition = sql`exists (select 1 from report where id = ${id} and resolution is null)`
      const [, updated = []] = await write([
        insertEntryIf(query, entry, isOpen),
        query
          .updateTable('report')
          .set({ resolution: JSON.stringify(resolution) })
          .where('id', '=', id)
          .where('resolution', 'is', null)
          .returning('id'),
      ])
      return updated.length > 0
    },
  }
}

function rowOf(report: Report): Insertable<ReportTable> {
  const { context, resolution } = report
  return {
    id: report.id,
    reporter_id: report.reporter.id,
    reporter_name: report.reporter.username,
    subject_id: report.subject.id,
    subject_name: report.subject.username,
    // Not null, so that a second report of a user is the same one.
    message_id: context.message?.id ?? '',
    reason: report.reason,
    comment: report.comment,
    context: JSON.stringify(context),
    created_at_ms: report.createdAtMs,
    resolution: resolution && JSON.stringify(resolution),
  }
}

function parseReport(row: Selectable<ReportTable>): Report {
  const context: ReportContext = JSON.parse(row.context)
  const resolution: Resolution | null = row.resolution === null ? null : JSON.parse(row.resolution)
  return {
    id: row.id,
    reporter: { id: userId(row.reporter_id), username: row.reporter_name },
    subject: { id: userId(row.subject_id), username: row.subject_name },
    reason: reportReasons.find((known) => known === row.reason) ?? 'other',
    comment: row.comment,
    context,
    createdAtMs: row.created_at_ms,
    resolution,
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
