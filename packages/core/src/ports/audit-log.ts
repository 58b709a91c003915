import type { UserId } from '../ids.ts'
import type { AuditAction, AuditEntry, StoredAuditEntry } from '../moderation/audit-entry.ts'

export interface AuditQuery {
  readonly page: number
  readonly perPage: number
  readonly action?: AuditAction
  /** Who did it, or to whom it was done. */
  readonly userId?: UserId
}

export interface AuditPage {
  readonly entries: readonly StoredAuditEntry[]
  readonly total: number
}

/** Who did what, when and from where. Entries are added and read; nothing changes or removes one. */
export interface AuditLog {
  /** Resolves once it is durable. */
  record(entry: AuditEntry): Promise<void>
  /** Newest first. */
  list(query: AuditQuery): Promise<AuditPage>
  /** What came after `seq`, oldest first. */
  since(seq: number, limit: number): Promise<readonly StoredAuditEntry[]>
  /** The newest entry's; 0 when there is none. */
  lastSeq(): Promise<number>
}
