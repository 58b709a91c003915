import type { AuditEntry } from '../moderation/audit-entry.ts'
import type { Invite } from '../moderation/invite.ts'

export interface InviteStore {
  add(invite: Invite, entry: AuditEntry): Promise<void>
  /** Newest first, spent and expired ones too. */
  list(): Promise<readonly Invite[]>
  /** False, and nothing is written, when there is none. */
  remove(id: string, entry: AuditEntry): Promise<boolean>
  /** Takes one use in one step. False when there is no such code, none is left, or it has expired. */
  spend(codeHash: string, nowMs: number): Promise<boolean>
  /** Gives a use back. */
  restore(codeHash: string): Promise<void>
}
