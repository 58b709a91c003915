import {
  reportReasons,
  userId,
  type Report,
  type ReportContext,
  type ReportField,
  type ReportStore,
  type Resolution,
} from '@tutti/core'
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Database } from '../database.ts'
import type { Condition } from '../insert-if.ts'
import { keyed, plain, time, type Columns } from '../listing/columns.ts'
import { listRows } from '../listing/list-rows.ts'
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
    async list(listing) {
      const listed = {
        rows: reports(),
        columns: reportColumns,
        seq: sql`report.seq`,
        age: 'createdAt',
        text: { query, index: 'report_text', columns: reportTexts },
      } as const
      const { items, total } = await listRows(listed, listing)
      return { items: items.map(parseReport), total }
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

const reportColumns: Columns<ReportField> = {
  reportId: plain(sql`report.id`),
  status: plain(sql`case when report.resolution is null then 'open' else 'resolved' end`),
  reason: plain(sql`report.reason`),
  comment: keyed(sql`report.comment`, (text) => text),
  reporter: plain(sql`report.reporter_id`),
  subject: plain(sql`report.subject_id`),
  createdAt: time(sql`report.created_at_ms`),
}

const reportTexts = { comment: 'comment', reporter: 'reporter_name', subject: 'subject_name' }

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
