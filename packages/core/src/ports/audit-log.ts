import type { UserId } from '../ids.ts'
import type { Listing, Page } from '../listing/listing.ts'
import type { AuditEntry, StoredAuditEntry } from '../moderation/audit-entry.ts'

/** By what entries may be filtered and sorted; both names may be searched. */
export type AuditField =
  | 'entryId'
  | 'action'
  | 'actorId'
  | 'actorName'
  | 'address'
  | 'targetId'
  | 'targetName'
  | 'timestamp'

export interface AuditListing extends Listing<AuditField> {
  /** Who did it, or to whom it was done. */
  readonly userId?: UserId | undefined
}

/** Who did what, when and from where. Entries are added and read; nothing changes or removes one. */
export interface AuditLog {
  /** Resolves once it is durable. */
  record(entry: AuditEntry): Promise<void>
  /** Newest first. */
  list(listing: AuditListing): Promise<Page<StoredAuditEntry>>
  /** What came after `seq`, oldest first. */
  since(seq: number, limit: number): Promise<readonly StoredAuditEntry[]>
  /** The newest entry's; 0 when there is none. */
  lastSeq(): Promise<number>
}
