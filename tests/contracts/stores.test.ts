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
  roomSanctionStoreContract,
  roomStoreContract,
  sessionStoreContract,
  userStoreContract,
  type OpenStores,
} from '@tutti/testkit/contracts'

const log = createLog({ level: 'silent', format: 'json' })

const openMemory: OpenStores = async () => ({ ...createMemoryStores(), [Symbol.asyncDispose]: async () => undefined })

const openSqlite: OpenStores = async () => {
  const database = await openDatabase({ url: 'memory:', log })
  return { ...createStores(database), [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() }
}

for (const [name, open] of [
  ['memory', openMemory],
  ['SQLite', openSqlite],
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
  moderationStoreContract(name, open)
  listingContract(name, open)
}
