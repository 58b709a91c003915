import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@tutti/core'
import type { Config } from '@tutti/server'
import { giveRoles, startTestServer, type TestServer } from '@tutti/testkit/server'
import { runAdmin } from '../../operator/run-admin.ts'
import { PianoClient, type Member } from './piano-client.ts'

/** A server with a database on disk, so that the operator can come in beside it. */
export interface Staffed extends AsyncDisposable {
  readonly server: TestServer
  readonly piano: PianoClient
  /** A new account with these roles beside `member`, logged in. */
  hire(...roles: readonly Role[]): Promise<Member>
  /** An admin whom the operator opens an account for, where nobody else may. */
  appoint(username: string): Promise<{ readonly userId: string; readonly token: string }>
}

export async function startStaffed(prefix = '/api', overrides: Partial<Config> = {}): Promise<Staffed> {
  await using owned = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'tutti-staffed-'))
  owned.defer(() => rm(dataDir, { recursive: true, force: true }))
  const server = owned.use(
    await startTestServer({ dataDir, databaseUrl: `file:${join(dataDir, 'tutti.db')}`, ...overrides }),
  )
  const piano = new PianoClient(server.url + prefix)
  const hire = async (...roles: readonly Role[]): Promise<Member> => {
    const member = await piano.member()
    await giveRoles(server, member.userId, roles)
    return member
  }
  const appoint = async (username: string) => {
    const password = 'Nocturne-9-2'
    const argv = ['create', username, `${username}@example.com`, '--role', 'admin', '--password-stdin']
    await runAdmin(dataDir, argv, password)
    const { data } = await piano.ask('/auth/login', { json: { username, password } })
    const { user_id: id } = data['user'] as { readonly user_id: string }
    return { userId: id, token: String(data['token']) }
  }
  const held = owned.move()
  return { server, piano, hire, appoint, [Symbol.asyncDispose]: () => held.disposeAsync() }
}
