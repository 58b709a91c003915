import type { UserId } from '../ids.ts'
import type { Listing, Page } from '../listing/listing.ts'
import type { AddressBan } from '../moderation/address-ban.ts'
import type { AddressRange } from '../moderation/address-range.ts'
import type { AuditEntry } from '../moderation/audit-entry.ts'
import type { Suspension } from '../moderation/suspension.ts'
import type { Role } from '../users/roles.ts'

export interface RoleChange {
  readonly id: UserId
  readonly roles: readonly Role[]
  readonly atMs: number
}

export interface PasswordReplacement {
  readonly id: UserId
  readonly passwordHash: string
  readonly atMs: number
}

/** By what banned addresses may be filtered and sorted; the reason may be searched. */
export type AddressBanField = 'address' | 'reason' | 'bannedBy' | 'createdAt' | 'until'

/** What is done to people. Each change and its entry in the audit log are written together, or neither is. */
export interface SanctionStore {
  /** Null lifts it. */
  setSuspension(id: UserId, suspension: Suspension | null, entry: AuditEntry): Promise<void>
  /** False, and nothing is written, when nobody else would be left who is an admin. */
  setRoles(change: RoleChange, entry: AuditEntry): Promise<boolean>
  /** Raises the generation, ends every session and kills all links in mails. */
  replacePassword(replacement: PasswordReplacement, entry: AuditEntry): Promise<void>
  /** A ban of the same range is replaced. */
  addAddressBan(ban: AddressBan, entry: AuditEntry): Promise<void>
  /** False, and nothing is written, when there was none. */
  removeAddressBan(range: AddressRange, entry: AuditEntry): Promise<boolean>
  /** All of them, newest first; some may be over. */
  listAddressBans(): Promise<readonly AddressBan[]>
  /** As `listAddressBans`, in pages. */
  pageOfAddressBans(listing: Listing<AddressBanField>): Promise<Page<AddressBan>>
}
