import { createLog, createStores, openDatabase } from '@tutti/server'
import { createMemoryStores } from '@tutti/testkit'
import {
  accountStoreContract,
  directMessageStoreContract,
  outboxContract,
  friendStoreContract,
  listingContract,
  messageStoreContract,
  profileStoreContract,
  moderationStoreContract,
  recordingStoreContract,
  retentionStoreContract,
  roomSanctionStoreContract,
  roomStoreContract,
  sessionStoreContract,
  userStoreContract,
  type OpenStores,
} from '@tutti/testkit/contracts'
import { afterAll } from 'vitest'

const log = createLog({ level: 'silent', format: 'json' })

const openMemory: OpenStores = async () => ({ ...createMemoryStores(), [Symbol.asyncDispose]: async () => undefined })

const opening = openDatabase({ url: 'memory:', log })
afterAll(async () => (await opening)[Symbol.asyncDispose]())

/** One database for all, emptied after each. */
const openSqlite: OpenStores = async () => {
  const { query, ...database } = await opening
  // The indexes of words follow what they are of, and have tables of their own that nobody touches.
  const tables = (await query.introspection.getTables()).filter(({ name }) => !/_text(?:_|$)/.test(name))
  const empty = async (): Promise<void> => {
    await database.write(tables.map(({ name }) => query.deleteFrom(name as 'user')))
  }
  return { ...createStores({ query, ...database }), [Symbol.asyncDispose]: empty }
}

/** The audit log cannot be emptied. */
const openOwnSqlite: OpenStores = async () => {
  const database = await openDatabase({ url: 'memory:', log })
  return { ...createStores(database), [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() }
}

for (const [name, open, openOwn] of [
  ['memory', openMemory, openMemory],
  ['SQLite', openSqlite, openOwnSqlite],
] as const) {
  userStoreContract(name, open)
  accountStoreContract(name, open)
  outboxContract(name, open)
  sessionStoreContract(name, open)
  roomStoreContract(name, open)
  roomSanctionStoreContract(name, open)
  messageStoreContract(name, open)
  directMessageStoreContract(name, open)
  recordingStoreContract(name, open)
  profileStoreContract(name, open)
  friendStoreContract(name, open)
  moderationStoreContract(name, openOwn)
  listingContract(name, openOwn)
  retentionStoreContract(name, openOwn)
}
