import type { Clock } from '../ports/clock.ts'
import type { ReportStore } from '../ports/report-store.ts'
import { Refusal } from '../refusal.ts'
import { actorId, type Actor } from './actor.ts'
import { auditEntry, operatorName } from './audit-entry.ts'
import { parseRemark } from './reason.ts'
import type { Report, ReportOutcome } from './report.ts'

export interface ResolveReport {
  readonly actor: Actor
  readonly reportId: string
  readonly outcome: ReportOutcome
  readonly note?: string | undefined
}

interface Needs {
  readonly reports: ReportStore
  readonly clock: Clock
}

/**
 * Says what came of a report. The first word counts: a report that is resolved stays as it is, and is returned.
 * @throws Refusal `report_not_found`, `not_allowed` (a report about oneself), `invalid_input`.
 */
export async function resolveReport({ reports, clock }: Needs, request: ResolveReport): Promise<Report> {
  const { actor, reportId, outcome } = request
  const note = parseRemark(request.note ?? '', 'note')
  const report = await getReport(reports, reportId)
  if (report.subject.id === actorId(actor)) throw new Refusal('not_allowed')
  if (report.resolution) return report

  const atMs = Math.round(clock.now())
  const byName = actor.kind === 'user' ? actor.user.username : operatorName
  const resolution = { outcome, note, byId: actorId(actor), byName, atMs }
  const details = { report: reportId, outcome, note: note || null }
  const entry = auditEntry({ actor, atMs, action: 'report_resolved', target: report.subject, details })
  const isDone = await reports.resolve(reportId, resolution, entry)
  return isDone ? { ...report, resolution } : getReport(reports, reportId)
}

async function getReport(reports: ReportStore, id: string): Promise<Report> {
  const report = await reports.find(id)
  if (!report) throw new Refusal('report_not_found')
  return report
}
