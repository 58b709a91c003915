import { sessionId, userId, type Account, type Session } from '@tutti/core'
import { describe, expect, test } from 'vitest'
import type { MemoryStores } from '../memory/memory-stores.ts'
import type { OpenStores } from './open-stores.ts'
import { aGuest, aMessage, anAccount, aNotice, aPosting, aRoom, aSession } from './samples.ts'

const nowMs = 5_000
const due = { nowMs, leaseMs: 60_000, limit: 10 }
const nobody = userId('00000000-0000-0000-0000-000000000000')

async function addAccount(
  { accounts, sessions }: MemoryStores,
  confirm = 'confirm',
): Promise<{ account: Account; session: Session }> {
  const account = anAccount()
  await accounts.add(account, 'old hash', aPosting({ account, hash: confirm }))
  const session = aSession({ userId: account.id })
  await sessions.add(session)
  return { account, session }
}

/** What every store of accounts keeps to. */
export function accountStoreContract(name: string, open: OpenStores): void {
  describe(`accounts in ${name}`, () => {
    test('[P-028] [B-094] an account comes with the mail that confirms its address', async () => {
      await using stores = await open()
      const account = anAccount()
      const posting = aPosting({ account })

      await stores.accounts.add(account, 'hash', posting)

      expect(await stores.users.findCredentials(account.email)).toEqual({ account, passwordHash: 'hash' })
      expect(await stores.accounts.findToken(posting.token?.hash ?? '', 'confirm_email')).toEqual(posting.token)
      expect(await stores.outbox.claim(due)).toEqual([{ letter: posting.letter, attempts: 1 }])
    })

    test('[P-029] [B-094] an account that is refused sends no mail', async () => {
      await using stores = await open()
      const { account } = await addAccount(stores)
      await stores.outbox.claim(due)
      const second = anAccount({ email: account.email.toUpperCase() })

      const adding = stores.accounts.add(second, 'hash', aPosting({ account: second }))

      await expect(adding).rejects.toMatchObject({ code: 'email_taken', about: { field: 'email' } })
      expect(await stores.outbox.claim(due)).toEqual([])
    })

    test('[MAIL-1] [S-40] a token confirms its address once', async () => {
      await using stores = await open()
      const { account } = await addAccount(stores)

      const uses = await Promise.all([1, 2, 3].map(() => stores.accounts.confirmEmail({ hash: 'confirm', nowMs })))

      const confirmed = { ...account, emailConfirmedAtMs: nowMs, updatedAtMs: nowMs }
      expect(uses.filter((use) => use !== null)).toEqual([confirmed])
      expect(await stores.users.find(account.id)).toEqual(confirmed)
    })

    test('[MAIL-1] [S-41] an expired token is worth nothing, and neither is one of another purpose', async () => {
      await using stores = await open()
      const { account } = await addAccount(stores)
      await stores.outbox.post([aPosting({ account, hash: 'reset', purpose: 'reset_password' })])
      const expiresAtMs = aPosting({ account }).letter.expiresAtMs

      expect(await stores.accounts.confirmEmail({ hash: 'confirm', nowMs: expiresAtMs })).toBeNull()
      expect(await stores.accounts.confirmEmail({ hash: 'reset', nowMs })).toBeNull()
      expect(await stores.accounts.replaceEmail({ hash: 'confirm', nowMs })).toBeNull()
      expect(await stores.users.find(account.id)).toEqual(account)
    })

    test('[S-47] the new address counts once its token is used; links to the old one die', async () => {
      await using stores = await open()
      const { account } = await addAccount(stores)
      const to = `new-${account.email}`
      await stores.outbox.post([
        aPosting({ account, hash: 'change', purpose: 'confirm_new_email', to }),
        aPosting({ account, hash: 'reset', purpose: 'reset_password' }),
      ])

      const changed = await stores.accounts.replaceEmail({ hash: 'change', nowMs })

      expect(changed).toEqual({ ...account, email: to, emailConfirmedAtMs: nowMs, updatedAtMs: nowMs })
      expect(await stores.users.findCredentials(account.email)).toBeNull()
      expect(await stores.users.findCredentials(to)).toMatchObject({ account: changed })
      expect(await stores.accounts.findToken('reset', 'reset_password')).toBeNull()
      expect(await stores.accounts.replaceEmail({ hash: 'change', nowMs })).toBeNull()
    })

    test('[P-029] an address that somebody else took meanwhile is refused', async () => {
      await using stores = await open()
      const { account } = await addAccount(stores)
      const { account: other } = await addAccount(stores, 'another')
      await stores.outbox.post([aPosting({ account, hash: 'change', purpose: 'confirm_new_email', to: other.email })])

      const changing = stores.accounts.replaceEmail({ hash: 'change', nowMs })

      await expect(changing).rejects.toMatchObject({ code: 'email_taken' })
      expect(await stores.users.find(account.id)).toEqual(account)
    })

    test('[S-40] [S-44] of two resets with one token one succeeds; sessions and links end, the address is confirmed', async () => {
      await using stores = await open()
      const { account, session } = await addAccount(stores)
      await stores.outbox.post([
        aPosting({ account, hash: 'reset', purpose: 'reset_password' }),
        aPosting({ account, hash: 'change', purpose: 'confirm_new_email', to: 'thief@example.com' }),
      ])
      const reset = (passwordHash: string) =>
        stores.accounts.resetPassword({
          userId: account.id,
          hash: 'reset',
          nowMs,
          passwordHash,
          notice: aNotice(account, 'password_changed'),
        })

      const results = await Promise.all([reset('one'), reset('two')])

      expect(results).toEqual([true, false])
      expect(await stores.accounts.findPasswordHash(account.id)).toBe('one')
      expect(await stores.users.find(account.id)).toMatchObject({ generation: 1, emailConfirmedAtMs: nowMs })
      expect(await stores.sessions.find(session.id)).toBeNull()
      expect(await stores.accounts.findToken('change', 'confirm_new_email')).toBeNull()
      const notices = (await stores.outbox.claim(due)).filter(({ letter }) => letter.kind === 'password_changed')
      expect(notices).toHaveLength(1)
    })

    test('[B-100] [B-101] a new password leaves the one new session; of two changes at once one succeeds', async () => {
      await using stores = await open()
      const { account, session } = await addAccount(stores)
      await stores.outbox.post([aPosting({ account, hash: 'reset', purpose: 'reset_password' })])
      const change = (passwordHash: string) => {
        const opened = aSession({ userId: account.id, generation: 1 })
        const request = { userId: account.id, generation: 0, passwordHash, nowMs, session: opened }
        return {
          opened,
          done: stores.accounts.changePassword({ ...request, notice: aNotice(account, 'password_changed') }),
        }
      }
      const [first, second] = [change('one'), change('two')]

      expect([await first.done, await second.done]).toEqual([true, false])
      expect(await stores.accounts.findPasswordHash(account.id)).toBe('one')
      expect(await stores.users.find(account.id)).toMatchObject({ generation: 1 })
      const sessions = await Promise.all(
        [session, first.opened, second.opened].map(({ id }) => stores.sessions.find(id)),
      )
      expect(sessions.map((kept) => kept?.id)).toEqual([undefined, first.opened.id, undefined])
      expect(await stores.accounts.findToken('reset', 'reset_password')).toBeNull()
      expect(await stores.accounts.findToken('confirm', 'confirm_email')).not.toBeNull()
    })

    test('a guest becomes an account under the same id, and keeps its session and rooms', async () => {
      await using stores = await open()
      const guest = aGuest()
      await stores.users.addGuest(guest)
      const session = aSession({ userId: guest.id })
      await stores.sessions.add(session)
      const account = upgraded(guest)

      const upgrade = (passwordHash: string) =>
        stores.accounts.upgrade({ account, passwordHash, posting: aPosting({ account }), endsSessions: false })
      const results = await Promise.all([upgrade('one'), upgrade('two')])

      expect(results).toEqual([true, false])
      expect(await stores.users.find(guest.id)).toEqual(account)
      expect(await stores.users.findCredentials(account.username)).toEqual({ account, passwordHash: 'one' })
      expect(await stores.sessions.find(session.id)).not.toBeNull()
      expect(await stores.outbox.claim(due)).toHaveLength(1)
    })

    test("a guest does not become an account under somebody else's name", async () => {
      await using stores = await open()
      const { account: other } = await addAccount(stores, 'another')
      await stores.outbox.claim(due)
      const guest = aGuest()
      await stores.users.addGuest(guest)
      const account = { ...upgraded(guest), username: other.username.toUpperCase() }

      const upgrading = stores.accounts.upgrade({
        account,
        passwordHash: 'hash',
        posting: aPosting({ account }),
        endsSessions: true,
      })

      await expect(upgrading).rejects.toMatchObject({ code: 'username_taken' })
      expect(await stores.users.find(guest.id)).toEqual(guest)
      expect(await stores.outbox.claim(due)).toEqual([])
    })

    test('somebody who goes takes everything along but what was said, which stays without a name', async () => {
      await using stores = await open()
      const { account, session } = await addAccount(stores)
      const room = aRoom({ ownerId: account.id })
      await stores.rooms.add(room)
      const own = { roomId: room.id, userId: account.id, username: account.username }
      await stores.messages.add(aMessage({ ...own, text: 'Adieu', clientMessageId: 'one' }))
      await stores.messages.add(aMessage({ ...own, text: 'Really' }))

      await stores.accounts.remove({ userId: account.id, nowMs, notice: aNotice(account, 'account_deleted') })

      expect(await stores.users.find(account.id)).toBeNull()
      expect(await stores.sessions.find(session.id)).toBeNull()
      expect(await stores.accounts.findToken('confirm', 'confirm_email')).toBeNull()
      expect(await stores.rooms.find(room.id)).toMatchObject({ ownerId: null })
      const said = await stores.messages.latest(room.id, 10)
      expect(said.map(({ text, username, userId: by }) => [text, username, by])).toEqual([
        ['Adieu', 'Deleted user', nobody],
        ['Really', 'Deleted user', nobody],
      ])
      expect((await stores.outbox.claim(due)).map(({ letter }) => letter.kind)).toEqual(['account_deleted'])
    })

    test('the records of somebody hold nothing of anybody else', async () => {
      await using stores = await open()
      const { account, session } = await addAccount(stores)
      const { account: other } = await addAccount(stores, 'another')
      const [own, foreign] = [aRoom({ ownerId: account.id }), aRoom({ ownerId: other.id })]
      for (const room of [own, foreign]) await stores.rooms.add(room)
      await stores.messages.add(aMessage({ roomId: foreign.id, userId: account.id, text: 'mine' }))
      await stores.messages.add(aMessage({ roomId: own.id, userId: other.id, text: 'theirs' }))

      const records = await stores.accounts.readRecords(account.id)

      expect(records.sessions.map(({ id }) => id)).toEqual([session.id])
      expect(records.rooms.map(({ id }) => id)).toEqual([own.id])
      expect(records.messages.map(({ text }) => text)).toEqual(['mine'])
    })

    test('an unknown id has no password and no records', async () => {
      await using stores = await open()
      const { id } = anAccount()

      expect(await stores.accounts.findPasswordHash(id)).toBeNull()
      expect(await stores.accounts.readRecords(id)).toEqual({ sessions: [], rooms: [], messages: [] })
      expect(await stores.sessions.find(sessionId(id))).toBeNull()
    })
  })
}

function upgraded(guest: ReturnType<typeof aGuest>): Account {
  const { username, email } = anAccount()
  return { ...guest, kind: 'account', username, email, emailConfirmedAtMs: null, roles: ['member'], updatedAtMs: 4_000 }
}
