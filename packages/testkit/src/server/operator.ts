import { operator, setRoles, userId, type Role } from '@tutti/core'
import { createLog, createStores, openDatabase } from '@tutti/server'
import type { TestServer } from './start-test-server.ts'

const log = createLog({ level: 'silent', format: 'json' })
const clock = { now: () => Date.now() }

/**
 * Gives an account roles as the operator does at the command line: beside the running server, in its database, which
 * must be a file.
 */
export async function giveRoles({ config }: TestServer, account: string, roles: readonly Role[]): Promise<void> {
  await using database = await openDatabase({ url: config.databaseUrl, log, visits: true })
  await setRoles({ ...createStores(database), clock }, { actor: operator, userId: userId(account), roles })
}
