import type { AuditEntry } from '../moderation/audit-entry.ts'
import type { Maintenance } from '../moderation/maintenance.ts'

/** How many there are of what an instance is made of. */
export interface InstanceCounts {
  readonly accounts: number
  readonly guests: number
  readonly rooms: number
  /** Chat messages since `sinceMs`. */
  readonly messages: number
  readonly openReports: number
}

/** What is true of the whole instance, on every server of it. */
export interface InstanceStore {
  findMaintenance(): Promise<Maintenance>
  setMaintenance(maintenance: Maintenance, entry: AuditEntry): Promise<void>
  count(sinceMs: number): Promise<InstanceCounts>
}
