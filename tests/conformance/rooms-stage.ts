import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@tutti/core'
import {
  askPiano,
  giveRoles,
  guestToken,
  memberToken,
  startTestServer,
  TestPlayer,
  type TestServer,
} from '@tutti/testkit/server'
import { claimsOf } from './claims-of.ts'

/** Somebody with a token. */
export interface Person {
  readonly token: string
  readonly userId: string
}

/** A server whose database lies in a file, so that roles can be given and a restart survived. */
export interface RoomsStage extends AsyncDisposable {
  readonly server: TestServer
  readonly ask: (address: string, who?: Person, body?: unknown) => ReturnType<typeof askPiano>
  readonly member: () => Promise<Person>
  readonly guest: () => Promise<Person>
  readonly staff: (role: 'pro' | 'moderator' | 'admin') => Promise<Person>
  readonly grant: (who: Person, roles: readonly Role[]) => Promise<void>
  readonly connect: (who?: Person) => Promise<TestPlayer>
  /** A lasting room. */
  readonly openRoom: (owner: Person, more?: object) => Promise<string>
  /** The same data, another process's life. */
  readonly restart: () => Promise<void>
}

export async function openRoomsStage(options: Parameters<typeof startTestServer>[0] = {}): Promise<RoomsStage> {
  const folder = await mkdtemp(join(tmpdir(), 'tutti-rooms-'))
  const start = () => startTestServer({ databaseUrl: `file:${join(folder, 'tutti.db')}`, dataDir: folder, ...options })
  const present = { server: await start() }
  const ask: RoomsStage['ask'] = (address, who, body) =>
    askPiano(present.server.url, address, { token: who?.token, body })
  const personOf = (token: string): Person => ({ token, userId: String(claimsOf(token)['sub']) })
  const grant: RoomsStage['grant'] = async ({ userId }, roles) => {
    await giveRoles(present.server, userId, roles)
    // What was written past the server is seen, at the latest, after its own next write.
    await guestToken(present.server.url)
  }
  const member = async () => personOf(await memberToken(present.server.url))

  return {
    get server() {
      return present.server
    },
    ask,
    member,
    guest: async () => personOf(await guestToken(present.server.url)),
    staff: async (role) => {
      const person = await member()
      await grant(person, ['member', role])
      return person
    },
    grant,
    connect: (who) => TestPlayer.connect(present.server, who ? { token: who.token } : {}),
    openRoom: async (owner, more = {}) => {
      const { data } = await ask('POST /rooms', owner, { room_name: 'A room', ...more })
      return String(data['room_id'])
    },
    restart: async () => {
      await present.server[Symbol.asyncDispose]()
      present.server = await start()
    },
    [Symbol.asyncDispose]: async () => {
      await present.server[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
