import type { RetentionStore } from '@tutti/core'
import type { Database } from '../database.ts'
import { keptAuditMs } from '../migrations/0009-retention.ts'

export function createRetentionStore({ query }: Pick<Database, 'query'>): RetentionStore {
  return {
    async removeMessages(beforeMs) {
      await query.deleteFrom('message').where('sent_at_ms', '<', beforeMs).execute()
    },
    async removeAuditEntries(beforeMs) {
      await query
        .deleteFrom('audit_entry')
        .where('at_ms', '<', beforeMs)
        .where(({ eb, selectFrom, fn }) =>
          eb('at_ms', '<', selectFrom('audit_entry').select(eb(fn.max('at_ms'), '-', keptAuditMs).as('kept_from'))),
        )
        .execute()
    },
    async removeGuests(unseenSinceMs) {
      await query
        .deleteFrom('user')
        .where('kind', '=', 'guest')
        .where('last_seen_at_ms', '<', unseenSinceMs)
        .where('suspension', 'is', null)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('room').select('room.id').whereRef('room.owner_id', '=', 'user.id'))),
        )
        .execute()
    },
  }
}
