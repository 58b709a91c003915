import type { Listing, Page } from '../listing/listing.ts'
import type { AuditEntry } from '../moderation/audit-entry.ts'
import type { Invite } from '../moderation/invite.ts'

/** By what invites may be filtered and sorted; the note may be searched. */
export type InviteField = 'inviteId' | 'note' | 'uses' | 'maxUses' | 'createdBy' | 'createdAt' | 'expiresAt'

export interface InviteStore {
  add(invite: Invite, entry: AuditEntry): Promise<void>
  /** Newest first, spent and expired ones too. */
  list(listing: Listing<InviteField>): Promise<Page<Invite>>
  /** False, and nothing is written, when there is none. */
  remove(id: string, entry: AuditEntry): Promise<boolean>
  /** Takes one use in one step. False when there is no such code, none is left, or it has expired. */
  spend(codeHash: string, nowMs: number): Promise<boolean>
  /** Gives a use back. */
  restore(codeHash: string): Promise<void>
}
