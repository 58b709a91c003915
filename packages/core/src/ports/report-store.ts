import type { Listing, Page } from '../listing/listing.ts'
import type { AuditEntry } from '../moderation/audit-entry.ts'
import type { Report, Resolution } from '../moderation/report.ts'

/** By what reports may be filtered and sorted; the comment and both names may be searched. */
export type ReportField = 'reportId' | 'status' | 'reason' | 'comment' | 'reporter' | 'subject' | 'createdAt'

export interface ReportStore {
  /** When the reporter has an open report of the same message, or of the same user, that one is returned instead. */
  add(report: Report): Promise<Report>
  find(id: string): Promise<Report | null>
  /** Newest first. */
  list(listing: Listing<ReportField>): Promise<Page<Report>>
  /** Together with its entry in the audit log. False, and nothing is written, when it was resolved before. */
  resolve(id: string, resolution: Resolution, entry: AuditEntry): Promise<boolean>
}
