import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { firstPage, type Account } from '@tutti/core'
import { createLog, createStores, openDatabase, type Stores } from '@tutti/server'
import { anAccount, aPosting, aSession } from '@tutti/testkit/contracts'
import { describe, expect, test } from 'vitest'

const log = createLog({ level: 'silent', format: 'json' })
const child = fileURLToPath(new URL('change-account-until-killed.ts', import.meta.url))

/** Before the transaction, and after so many of its statements: after the first one the password is new and the rest old. */
const unfinished = ['before', '1', '3']
const finished = 'acknowledged'

const account: Account = anAccount({ username: 'clara', email: 'clara@example.com' })
const session = aSession({ userId: account.id })
const resetting = aPosting({ account, purpose: 'reset_password', hash: 'hash of reset', createdAtMs: 1000 })

async function openFolder() {
  const path = await mkdtemp(join(tmpdir(), 'tutti-crash-'))
  const file = join(path, 'tutti.db')
  return {
    file,
    open: () => openDatabase({ url: `file:${file}`, log }),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

/** What is left of an account's world when a change to it was killed. */
async function killDuring(action: string, point: string): Promise<AsyncDisposable & { readonly stores: Stores }> {
  await using owned = new AsyncDisposableStack()
  const folder = owned.use(await openFolder())
  {
    await using database = await folder.open()
    const { accounts, sessions, outbox } = createStores(database)
    await accounts.add(account, 'hash of Nocturne-9-2', aPosting({ account }))
    await sessions.add(session)
    await outbox.post([resetting])
  }
  const caller = JSON.stringify({ user: account, sessionId: session.id })
  const env = { ...process.env, FILE: folder.file, ACTION: action, POINT: point, CALLER: caller }
  const killed = spawn(process.execPath, [child], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const [, signal] = await once(killed, 'exit')
  expect(signal).toBe('SIGKILL')
  const database = owned.use(await folder.open())
  const rest = owned.move()
  return { stores: createStores(database), [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

async function lettersOf({ outbox }: Stores): Promise<readonly string[]> {
  const due = await outbox.claim({ nowMs: 2_000, leaseMs: 1, limit: 50 })
  return due.map(({ letter }) => `${letter.kind} ${letter.to}`).toSorted()
}

const before = ['confirm_email clara@example.com', 'reset_password clara@example.com']

describe('[R-02] [MAIL-2] a registration that is killed', () => {
  test.each(unfinished)('at %s leaves neither account nor mail', async (point) => {
    await using left = await killDuring('register', point)

    expect(await left.stores.users.findCredentials('robert')).toBeNull()
    expect(await left.stores.accounts.findToken('hash of mail1', 'confirm_email')).toBeNull()
    expect(await lettersOf(left.stores)).toEqual(before)
  })

  test('once it is durable leaves the account, its token and its mail', async () => {
    await using left = await killDuring('register', finished)

    expect(await left.stores.users.findCredentials('robert')).not.toBeNull()
    expect(await left.stores.accounts.findToken('hash of mail1', 'confirm_email')).not.toBeNull()
    expect(await lettersOf(left.stores)).toEqual(['confirm_email robert@example.com', ...before].toSorted())
  })
})

describe.each(['change', 'reset'])('[R-02] [B-101] [ACCT-1] a password %s that is killed', (action) => {
  test.each(unfinished)('at %s leaves the old password, its sessions and its links', async (point) => {
    await using left = await killDuring(action, point)

    expect(await left.stores.accounts.findPasswordHash(account.id)).toBe('hash of Nocturne-9-2')
    expect(await left.stores.users.find(account.id)).toEqual(account)
    const { items: sessions, total } = await left.stores.sessions.list({
      ...firstPage(9),
      userId: account.id,
      nowMs: 1_500,
    })
    expect([sessions.map(({ id }) => id), total]).toEqual([[session.id], 1])
    expect(await left.stores.accounts.findToken('hash of reset', 'reset_password')).not.toBeNull()
    expect(await lettersOf(left.stores)).toEqual(before)
  })

  test('once it is durable leaves nothing that the old password opened', async () => {
    await using left = await killDuring(action, finished)

    expect(await left.stores.accounts.findPasswordHash(account.id)).toBe('hash of Ballade-no-4')
    expect(await left.stores.users.find(account.id)).toMatchObject({ generation: account.generation + 1 })
    expect(await left.stores.sessions.find(session.id)).toBeNull()
    const { items: sessions } = await left.stores.sessions.list({
      ...firstPage(9),
      userId: account.id,
      nowMs: 1_500,
    })
    expect(sessions.map(({ generation }) => generation)).toEqual(action === 'change' ? [1] : [])
    expect(await left.stores.accounts.findToken('hash of reset', 'reset_password')).toBeNull()
    expect(await lettersOf(left.stores)).toEqual([
      'confirm_email clara@example.com',
      'password_changed clara@example.com',
    ])
  })
})
