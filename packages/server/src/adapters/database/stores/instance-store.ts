import { noMaintenance, type InstanceStore, type Maintenance } from '@tutti/core'
import { sql } from 'kysely'
import type { Database } from '../database.ts'
import { insertEntry } from './audit-log.ts'

const maintenanceName = 'maintenance'

export function createInstanceStore({ query, write }: Pick<Database, 'query' | 'write'>): InstanceStore {
  return {
    async findMaintenance() {
      const row = await query
        .selectFrom('instance_state')
        .select('state')
        .where('name', '=', maintenanceName)
        .executeTakeFirst()
      const maintenance: Maintenance = row ? JSON.parse(row.state) : noMaintenance
      return maintenance
    },
    async setMaintenance(maintenance, entry) {
      await write([
        query.deleteFrom('instance_state').where('name', '=', maintenanceName),
        query.insertInto('instance_state').values({ name: maintenanceName, state: JSON.stringify(maintenance) }),
        insertEntry(query, entry),
      ])
    },
    async count(sinceMs) {
      const [users, rooms, messages, reports] = await Promise.all([
        query
          .selectFrom('user')
          .select([
            sql<number>`coalesce(sum(case when kind = 'account' then 1 else 0 end), 0)`.as('accounts'),
            sql<number>`coalesce(sum(case when kind = 'guest' then 1 else 0 end), 0)`.as('guests'),
          ])
          .executeTakeFirst(),
        query
          .selectFrom('room')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirst(),
        query
          .selectFrom('message')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('sent_at_ms', '>=', sinceMs)
          .executeTakeFirst(),
        query
          .selectFrom('report')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('resolution', 'is', null)
          .executeTakeFirst(),
      ])
      return {
        accounts: users?.accounts ?? 0,
        guests: users?.guests ?? 0,
        rooms: rooms?.count ?? 0,
        messages: messages?.count ?? 0,
        openReports: reports?.count ?? 0,
      }
    },
  }
}
