import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account, Room } from '@tutti/core'
import { createLog, createStores, openDatabase, type Config } from '@tutti/server'
import { startTestServer, type TestServer } from '@tutti/testkit/server'

interface Population {
  readonly accounts?: readonly Account[]
  readonly rooms?: readonly Room[]
}

/** A server that finds accounts and rooms when it starts. Nobody knows the passwords of these accounts. */
export async function startPopulated(
  { accounts = [], rooms = [] }: Population,
  overrides: Partial<Config> = {},
): Promise<TestServer> {
  await using owned = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'tutti-populated-'))
  owned.defer(() => rm(dataDir, { recursive: true, force: true }))
  const databaseUrl = `file:${join(dataDir, 'tutti.db')}`
  {
    await using database = await openDatabase({ url: databaseUrl, log: createLog({ level: 'silent', format: 'json' }) })
    const stores = createStores(database)
    await Promise.all(accounts.map((account) => stores.users.addAccount(account, 'hash')))
    await Promise.all(rooms.map((room) => stores.rooms.add(room)))
  }
  const server = owned.use(await startTestServer({ dataDir, databaseUrl, ...overrides }))
  const rest = owned.move()
  return { ...server, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}
