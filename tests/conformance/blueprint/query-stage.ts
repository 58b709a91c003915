import type { Account } from '@tutti/core'
import { anAccount } from '@tutti/testkit/contracts'
import type { TestServer } from '@tutti/testkit/server'
import { startPopulated } from '../populated.ts'
import { BlueprintClient, type Answer, type Member } from './blueprint-client.ts'

export const startMs = Date.UTC(2016, 6, 1, 15, 11, 9, 553)
const minuteMs = 60_000

export interface QueryStage extends AsyncDisposable {
  readonly server: TestServer
  readonly accounts: readonly Account[]
  /** Who asks: the newest account. */
  readonly member: Member
  readonly list: (query: string) => Promise<Answer>
  /** The user names that a query finds. */
  readonly names: (query: string) => Promise<readonly string[]>
}

/** A server with 75 accounts, `person00` to `person74`, a minute apart, and one more that asks. */
export async function startQueryStage(publicUrl?: string): Promise<QueryStage> {
  const accounts = Array.from({ length: 75 }, (_, index) => personOf(index))
  const server = await startPopulated({ accounts }, { publicUrl })
  const blueprint = new BlueprintClient(server.url)
  const member = await blueprint.member({ username: 'the.asker' })
  const list = (query: string) => blueprint.ask(`/users${query}`, { token: member.token })
  return {
    server,
    accounts,
    member,
    list,
    names: async (query) => (await list(query)).items.map(({ username }) => String(username)),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

const firstNames = ['Clara', 'Émile', 'Robert', 'Zoë', 'anna']
const surnames = ['Wieck', 'Schumann', null]

function personOf(index: number): Account {
  const number = String(index).padStart(2, '0')
  const atMs = startMs + index * minuteMs
  const [name = null, surname = null] = [firstNames[index % 5], surnames[index % 3]]
  return anAccount({
    username: `person${number}`,
    email: `secret${number}@hidden.example`,
    profile: { name, surname, statusText: '', avatar: index === 7 ? 'abcdefghijklmnopqrstu' : null },
    createdAtMs: atMs,
    updatedAtMs: atMs,
    lastSeenAtMs: atMs,
  })
}
