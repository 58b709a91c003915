import { defaultUserSettings, firstPage, type Activity, type UserId } from '@tutti/core'
import { describe, expect, test } from 'vitest'
import { aGuest, anAccount } from './samples.ts'
import type { OpenStores } from './open-stores.ts'

const nothing = { notesPlayed: 0, playedMs: 0, roomsCreated: 0, seenAtMs: null }
const activityOf = (userId: UserId, did: Partial<Activity>): Activity => ({ ...nothing, ...did, userId })

/** What every store of profiles keeps to. */
export function profileStoreContract(name: string, open: OpenStores): void {
  describe(`profiles in ${name}`, () => {
    test('a new user has the default settings and has done nothing', async () => {
      await using stores = await open()
      const account = anAccount()
      await stores.users.addAccount(account, 'hash')

      expect(await stores.profiles.findDetails(account.id)).toEqual({
        settings: defaultUserSettings,
        stats: { notesPlayed: 0, playedMs: 0, roomsCreated: 0 },
      })
      expect(await stores.profiles.findDetails(anAccount().id)).toBeNull()
    })

    test('[P-035] a user is found by id, short id and name, in this order', async () => {
      await using stores = await open()
      const account = anAccount({ username: 'Clara' })
      const namesake = anAccount({ username: account.publicId })
      await stores.users.addAccount(account, 'hash')
      await stores.users.addAccount(namesake, 'hash')

      for (const handle of [account.id, account.id.toUpperCase(), account.publicId, 'clara']) {
        expect(await stores.profiles.findByHandle(handle)).toEqual(account)
      }
    })

    test('[P-035] a guest is found by id, not by its name', async () => {
      await using stores = await open()
      const guest = aGuest({ username: 'heron' })
      await stores.users.addGuest(guest)

      expect(await stores.profiles.findByHandle(guest.id)).toEqual(guest)
      expect(await stores.profiles.findByHandle('heron')).toBeNull()
    })

    test('[P-034] what a change does not name keeps its value', async () => {
      await using stores = await open()
      const account = anAccount()
      await stores.users.addAccount(account, 'hash')

      await stores.profiles.update(account.id, { name: 'Clara', settings: { theme: 'dark' } }, 2000)
      const changed = await stores.profiles.update(
        account.id,
        { surname: 'Wieck', settings: { showCurrentRoom: false } },
        3000,
      )

      expect(changed).toEqual({
        ...account,
        profile: { name: 'Clara', surname: 'Wieck', statusText: '', avatar: null },
        updatedAtMs: 3000,
      })
      expect(await stores.users.find(account.id)).toEqual(changed)
      expect(await stores.profiles.findDetails(account.id)).toMatchObject({
        settings: { theme: 'dark', notifications: true, showCurrentRoom: false },
      })
    })

    test('[P-034] another name is taken on, a taken one refused', async () => {
      await using stores = await open()
      const [account, other] = [anAccount(), anAccount({ username: 'robert' })]
      await stores.users.addAccount(account, 'hash')
      await stores.users.addAccount(other, 'hash')

      const renamed = await stores.profiles.update(account.id, { username: 'Clara' }, 2000)
      const attempt = stores.profiles.update(account.id, { username: 'ROBERT' }, 3000)

      await expect(attempt).rejects.toMatchObject({ code: 'username_taken', about: { field: 'username' } })
      expect(renamed).toMatchObject({ username: 'Clara' })
      expect(await stores.users.isUsernameTaken('clara')).toBe(true)
      expect(await stores.users.isUsernameTaken(account.username)).toBe(false)
    })

    test('a guest has no profile to change', async () => {
      await using stores = await open()
      const guest = aGuest()
      await stores.users.addGuest(guest)

      expect(await stores.profiles.update(guest.id, { name: 'Clara' }, 2000)).toBeNull()
      expect(await stores.users.find(guest.id)).toEqual(guest)
    })

    test('[S-87] a new picture tells of the one before', async () => {
      await using stores = await open()
      const account = anAccount()
      await stores.users.addAccount(account, 'hash')

      const before = [
        await stores.profiles.setAvatar(account.id, 'one', 2000),
        await stores.profiles.setAvatar(account.id, 'two', 2000),
        await stores.profiles.setAvatar(account.id, null, 2000),
      ]

      expect(before).toEqual([null, 'one', 'two'])
    })

    test('[S-87] of pictures at the same time each is told of once', async () => {
      await using stores = await open()
      const account = anAccount()
      await stores.users.addAccount(account, 'hash')
      const names = Array.from({ length: 10 }, (_, index) => `picture ${index}`)

      const before = await Promise.all(names.map((avatar) => stores.profiles.setAvatar(account.id, avatar, 2000)))

      const { avatar } = (await stores.users.find(account.id))?.profile ?? {}
      expect(before).toHaveLength(names.length)
      expect(new Set([...before, avatar])).toEqual(new Set([null, ...names]))
    })

    test('pictures in use are told from the others', async () => {
      await using stores = await open()
      const account = anAccount()
      await stores.users.addAccount(account, 'hash')
      await stores.profiles.setAvatar(account.id, 'used', 2000)

      expect(await stores.profiles.findUsedAvatars(['used', 'unused'])).toEqual(new Set(['used']))
      expect(await stores.profiles.findUsedAvatars([])).toEqual(new Set())
    })

    test('what was done adds up, and the last sign of a user is the latest', async () => {
      await using stores = await open()
      const [account, stranger] = [anAccount(), anAccount()]
      await stores.users.addAccount(account, 'hash')

      await stores.profiles.addActivity([
        activityOf(account.id, { notesPlayed: 3, playedMs: 1500, seenAtMs: 9000 }),
        activityOf(stranger.id, { notesPlayed: 1 }),
      ])
      await stores.profiles.addActivity([activityOf(account.id, { notesPlayed: 4, roomsCreated: 1, seenAtMs: 5000 })])
      await stores.profiles.addActivity([])

      const stats = { notesPlayed: 7, playedMs: 1500, roomsCreated: 1 }
      expect(await stores.profiles.findDetails(account.id)).toMatchObject({ stats })
      expect(await stores.users.find(account.id)).toMatchObject({ lastSeenAtMs: 9000 })
    })

    test('accounts are listed newest first, in pages, without guests', async () => {
      await using stores = await open()
      const accounts = [1, 2, 3].map((createdAtMs) => anAccount({ createdAtMs }))
      for (const account of accounts) await stores.users.addAccount(account, 'hash')
      await stores.users.addGuest(aGuest())

      const { items, total } = await stores.profiles.list({ ...firstPage(2), page: 2 })

      expect(items).toEqual(accounts.slice(0, 1))
      expect(total).toBe(3)
    })
  })
}
