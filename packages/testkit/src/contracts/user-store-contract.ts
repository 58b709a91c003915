import { Refusal, type Account, type UserStore } from '@tutti/core'
import { describe, expect, test } from 'vitest'
import { aGuest, anAccount } from './samples.ts'
import type { OpenStores } from './open-stores.ts'

/** What every store of users keeps to. */
export function userStoreContract(name: string, open: OpenStores): void {
  describe(`users in ${name}`, () => {
    test('an account is found as it was added', async () => {
      await using stores = await open()
      const account = anAccount({ roles: ['member', 'pro'] })

      await stores.users.addAccount(account, 'hash')

      expect(await stores.users.find(account.id)).toEqual(account)
    })

    test('a guest is found as it was added', async () => {
      await using stores = await open()
      const guest = aGuest()

      await stores.users.addGuest(guest)

      expect(await stores.users.find(guest.id)).toEqual(guest)
    })

    test('nobody is found under an unknown id', async () => {
      await using stores = await open()
      expect(await stores.users.find(anAccount().id)).toBeNull()
    })

    test.each(['username', 'email'] as const)('[P-009] credentials are found by %s, without case', async (field) => {
      await using stores = await open()
      const account = anAccount()
      await stores.users.addAccount(account, 'hash')

      const found = await stores.users.findCredentials(account[field].toUpperCase())

      expect(found).toEqual({ account, passwordHash: 'hash' })
    })

    test('a guest has no credentials', async () => {
      await using stores = await open()
      await stores.users.addGuest(aGuest({ username: 'heron' }))

      expect(await stores.users.findCredentials('heron')).toBeNull()
    })

    test('[P-024] a username is unique without case', async () => {
      await using stores = await open()
      await stores.users.addAccount(anAccount({ username: 'clara' }), 'hash')

      const refused = addRefused(stores.users, anAccount({ username: 'Clara' }))

      expect(await refused).toMatchObject({ code: 'username_taken', about: { field: 'username' } })
    })

    test('[P-029] an e-mail address is unique without case', async () => {
      await using stores = await open()
      await stores.users.addAccount(anAccount({ email: 'clara@example.com' }), 'hash')

      const refused = addRefused(stores.users, anAccount({ email: 'CLARA@example.com' }))

      expect(await refused).toMatchObject({ code: 'email_taken', about: { field: 'email' } })
    })

    test('[S-80] of 20 accounts with one name at the same time exactly one is added', async () => {
      await using stores = await open()
      const adding = Array.from({ length: 20 }, () => stores.users.addAccount(anAccount({ username: 'clara' }), 'hash'))

      const results = await Promise.allSettled(adding)

      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    })

    test('a refused account leaves the others that were added with it', async () => {
      await using stores = await open()
      const [first, second] = [anAccount({ username: 'clara' }), anAccount()]

      const refused = [first, anAccount({ username: 'clara' }), second].map((one) =>
        stores.users.addAccount(one, 'hash'),
      )
      await Promise.allSettled(refused)

      expect(await stores.users.find(first.id)).not.toBeNull()
      expect(await stores.users.find(second.id)).not.toBeNull()
    })

    test('guests may share a name, also with an account', async () => {
      await using stores = await open()
      await stores.users.addAccount(anAccount({ username: 'heron' }), 'hash')

      await stores.users.addGuest(aGuest({ username: 'heron' }))
      await stores.users.addGuest(aGuest({ username: 'heron' }))
    })

    test('a name is taken by an account, never by a guest', async () => {
      await using stores = await open()
      await stores.users.addAccount(anAccount({ username: 'clara' }), 'hash')
      await stores.users.addGuest(aGuest({ username: 'heron' }))

      expect(await stores.users.isUsernameTaken('CLARA')).toBe(true)
      expect(await stores.users.isUsernameTaken('heron')).toBe(false)
    })

    test('a guest is renamed, an account is not', async () => {
      await using stores = await open()
      const [guest, account] = [aGuest(), anAccount()]
      await stores.users.addGuest(guest)
      await stores.users.addAccount(account, 'hash')

      await stores.users.renameGuest(guest.id, 'Wren', 3000)
      await stores.users.renameGuest(account.id, 'Wren', 3000)

      expect(await stores.users.find(guest.id)).toEqual({ ...guest, username: 'Wren', updatedAtMs: 3000 })
      expect(await stores.users.find(account.id)).toEqual(account)
    })

    test('[S-14] 20 raised generations at the same time are 20', async () => {
      await using stores = await open()
      const [account, other] = [anAccount(), anAccount()]
      for (const one of [account, other]) await stores.users.addAccount(one, 'hash')

      await Promise.all(Array.from({ length: 20 }, () => stores.users.raiseGeneration(account.id)))

      expect(await stores.users.find(account.id)).toEqual({ ...account, generation: 20 })
      expect(await stores.users.find(other.id)).toEqual(other)
    })

    test('[S-62] quotes and comments in a login are letters', async () => {
      await using stores = await open()
      await stores.users.addAccount(anAccount(), 'hash')

      expect(await stores.users.findCredentials(`' or 1=1 --`)).toBeNull()
    })
  })
}

async function addRefused(users: UserStore, account: Account): Promise<Refusal> {
  const error: unknown = await users.addAccount(account, 'hash').catch((thrown: unknown) => thrown)
  if (error instanceof Refusal) return error
  throw new Error('the account was added')
}
