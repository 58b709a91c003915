import type { Migration } from './migration.ts'

/** Entries that are younger than this, by the newest one, cannot be removed. */
export const keptAuditMs = 30 * 86_400_000

/** What grows old is found by its age; of the audit log the old end alone can be removed. */
export const retention: Migration = {
  name: '0009-retention',
  statements: ({ removableWhenOld }) => [
    `create index message_age on message (sent_at_ms)`,
    `create index user_guest_seen on "user" (last_seen_at_ms) where kind = 'guest'`,
    `create index audit_entry_age on audit_entry (at_ms)`,
    ...removableWhenOld({ table: 'audit_entry', column: 'at_ms', keptMs: keptAuditMs }),
  ],
}
