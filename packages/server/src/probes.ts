import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Database } from './adapters/database/database.ts'
import type { Probe } from './gateways/ops/health.ts'

interface Probed {
  readonly database: Database
  readonly dataDir: string
}

/** Less than this and the next backup, upload or chat may be the one that does not fit. */
const leastFreeBytes = 64 * 1024 * 1024

/** Whether what the server leans on does its work. */
export function createProbes({ database, dataDir }: Probed): Readonly<Record<string, Probe>> {
  return {
    database: async () => {
      await sql`select 1`.execute(database.query)
    },
    disk: async () => {
      const { bavail, bsize } = await statfs(dataDir)
      if (bavail * bsize < leastFreeBytes) throw new Error('the disk is full')
    },
  }
}
