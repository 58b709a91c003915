import type { AuditEntry } from '../moderation/audit-entry.ts'
import type { Report, ReportStatus, Resolution } from '../moderation/report.ts'

export interface ReportQuery {
  readonly page: number
  readonly perPage: number
  readonly status?: ReportStatus
}

export interface ReportPage {
  readonly reports: readonly Report[]
  readonly total: number
}

export interface ReportStore {
  /** When the reporter has an open report of the same message, or of the same user, that one is returned instead. */
  add(report: Report): Promise<Report>
  find(id: string): Promise<Report | null>
  /** Open ones oldest first; otherwise newest first. */
  list(query: ReportQuery): Promise<ReportPage>
  /** Together with its entry in the audit log. False, and nothing is written, when it was resolved before. */
  resolve(id: string, resolution: Resolution, entry: AuditEntry): Promise<boolean>
}
