import { Refusal, type Account } from '@tutti/core'
import { createSystemClock } from '../adapters/clock.ts'
import { createStores, type Stores } from '../adapters/database/create-stores.ts'
import { openDatabase } from '../adapters/database/open-database.ts'
import { randomIds } from '../adapters/ids.ts'
import { randomInviteCodes } from '../adapters/tokens/invite-codes.ts'
import type { Config } from '../config/load-config.ts'
import { createLog } from '../telemetry/log.ts'
import { CommandError } from './command.ts'

/** The stores of a server that may be running, and what else the use cases of the command line need. */
export async function openHouse({ databaseUrl }: Config) {
  if (databaseUrl === 'memory:') throw new CommandError('A database in memory is out of reach from here.')
  await using owned = new AsyncDisposableStack()
  const log = createLog({ level: 'silent', format: 'json' })
  const database = owned.use(await openDatabase({ url: databaseUrl, log, visits: true }))
  const held = owned.move()
  return {
    ...createStores(database),
    clock: createSystemClock(),
    ids: randomIds,
    inviteCodes: randomInviteCodes,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

/** By user name or e-mail address. @throws Refusal `user_not_found`. */
export async function findAccount({ users }: Pick<Stores, 'users'>, login: string): Promise<Account> {
  const found = await users.findCredentials(login)
  if (!found) throw new Refusal('user_not_found', { userId: login })
  return found.account
}
