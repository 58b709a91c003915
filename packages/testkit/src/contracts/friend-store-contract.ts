import type { Account } from '@tutti/core'
import { describe, expect, test } from 'vitest'
import type { MemoryStores } from '../memory/memory-stores.ts'
import { anAccount } from './samples.ts'
import type { OpenStores } from './open-stores.ts'

/** What every store of friends keeps to. */
export function friendStoreContract(name: string, open: OpenStores): void {
  describe(`friends in ${name}`, () => {
    test('a request waits on both sides until it is accepted', async () => {
      await using stores = await open()
      const [clara, robert] = await two(stores)

      expect(await stores.friends.request(clara.id, robert.id, 1000)).toBe('requested')
      expect(await stores.friends.listRequests(clara.id)).toEqual({
        received: [],
        sent: [{ user: robert, atMs: 1000 }],
      })
      expect(await stores.friends.listRequests(robert.id)).toEqual({
        received: [{ user: clara, atMs: 1000 }],
        sent: [],
      })

      expect(await stores.friends.accept(robert.id, clara.id, 2000)).toBe(true)
      expect(await stores.friends.listFriends(clara.id)).toEqual([{ user: robert, atMs: 2000, showCurrentRoom: true }])
      expect(await stores.friends.listFriends(robert.id)).toEqual([{ user: clara, atMs: 2000, showCurrentRoom: true }])
      expect(await stores.friends.listRequests(robert.id)).toEqual({ received: [], sent: [] })
    })

    test('[DM-2] what stands between two is seen from either side', async () => {
      await using stores = await open()
      const [clara, robert] = await two(stores)
      const nothing = { areFriends: false, blocks: false, isBlocked: false }
      expect(await stores.friends.relation(clara.id, robert.id)).toEqual(nothing)

      await stores.friends.request(clara.id, robert.id, 1000)
      expect(await stores.friends.relation(clara.id, robert.id)).toEqual(nothing)
      await stores.friends.accept(robert.id, clara.id, 2000)
      expect(await stores.friends.relation(clara.id, robert.id)).toEqual({ ...nothing, areFriends: true })
      await stores.friends.block(robert.id, clara.id, 3000)
      expect(await stores.friends.relation(clara.id, robert.id)).toEqual({ ...nothing, isBlocked: true })
      expect(await stores.friends.relation(robert.id, clara.id)).toEqual({ ...nothing, blocks: true })
    })

    test('asking again changes nothing', async () => {
      await using stores = await open()
      const [clara, robert] = await two(stores)

      await stores.friends.request(clara.id, robert.id, 1000)

      expect(await stores.friends.request(clara.id, robert.id, 2000)).toBe('requested')
      expect(await stores.friends.listRequests(clara.id)).toMatchObject({ sent: [{ atMs: 1000 }] })
    })

    test('[S-80] two who ask each other at the same time are friends', async () => {
      await using stores = await open()
      const [clara, robert] = await two(stores)

      const asked = await Promise.all([
        stores.friends.request(clara.id, robert.id, 1000),
        stores.friends.request(robert.id, clara.id, 1000),
      ])

      expect(asked).toEqual(['requested', 'friends'])
      expect(await stores.friends.listFriends(clara.id)).toHaveLength(1)
    })

    test('[S-80] of 50 acceptances at the same time exactly one succeeds', async () => {
      await using stores = await open()
      const [clara, robert] = await two(stores)
      await stores.friends.request(clara.id, robert.id, 1000)

      const accepted = await Promise.all(
        Array.from({ length: 50 }, () => stores.friends.accept(robert.id, clara.id, 2000)),
      )

      expect(accepted.filter(Boolean)).toHaveLength(1)
      expect(await stores.friends.listFriends(robert.id)).toHaveLength(1)
    })

    test('[S-50] nobody accepts or declines a request of their own, or one between others', async () => {
      await using stores = await open()
      const [clara, robert] = await two(stores)
      const [fanny] = await two(stores)
      await stores.friends.request(clara.id, robert.id, 1000)

      expect(await stores.friends.accept(clara.id, robert.id, 2000)).toBe(false)
      expect(await stores.friends.decline(clara.id, robert.id)).toBe(false)
      expect(await stores.friends.accept(fanny.id, clara.id, 2000)).toBe(false)
      expect(await stores.friends.remove(fanny.id, clara.id)).toBe(false)
    })

    test('a request is declined, or taken back, once', async () => {
      await using stores = await open()
      const [clara, robert] = await two(stores)

      await stores.friends.request(clara.id, robert.id, 1000)
      expect(await stores.friends.remove(robert.id, clara.id)).toBe(false)
      expect(await stores.friends.decline(robert.id, clara.id)).toBe(true)
      expect(await stores.friends.decline(robert.id, clara.id)).toBe(false)

      await stores.friends.request(clara.id, robert.id, 1000)
      expect(await stores.friends.remove(clara.id, robert.id)).toBe(true)
      expect(await stores.friends.remove(clara.id, robert.id)).toBe(false)
    })

    test('either side ends a friendship', async () => {
      await using stores = await open()
      const [clara, robert] = await two(stores)
      await stores.friends.request(clara.id, robert.id, 1000)
      await stores.friends.accept(robert.id, clara.id, 1000)

      expect(await stores.friends.remove(clara.id, robert.id)).toBe(true)
      expect(await stores.friends.listFriends(robert.id)).toEqual([])
    })

    test('[S-50] blocking ends a friendship, and hides requests without the other knowing', async () => {
      await using stores = await open()
      const [clara, robert] = await two(stores)
      await stores.friends.request(clara.id, robert.id, 1000)
      await stores.friends.accept(robert.id, clara.id, 1000)

      expect(await stores.friends.block(robert.id, clara.id, 2000)).toBe(true)
      expect(await stores.friends.block(robert.id, clara.id, 3000)).toBe(true)

      expect(await stores.friends.listFriends(clara.id)).toEqual([])
      expect(await stores.friends.listBlocked(robert.id)).toEqual([{ user: clara, atMs: 2000 }])
      expect(await stores.friends.request(clara.id, robert.id, 4000)).toBe('requested')
      expect(await stores.friends.listRequests(clara.id)).toMatchObject({ sent: [{ atMs: 4000 }] })
      expect(await stores.friends.listRequests(robert.id)).toEqual({ received: [], sent: [] })
      expect(await stores.friends.accept(robert.id, clara.id, 5000)).toBe(false)
      expect(await stores.friends.decline(robert.id, clara.id)).toBe(false)
    })

    test('whoever blocks somebody does not ask that one', async () => {
      await using stores = await open()
      const [clara, robert] = await two(stores)
      await stores.friends.block(clara.id, robert.id, 1000)

      expect(await stores.friends.request(clara.id, robert.id, 2000)).toBe('blocked')
      expect(await stores.friends.unblock(clara.id, robert.id)).toBe(true)
      expect(await stores.friends.unblock(clara.id, robert.id)).toBe(false)
      expect(await stores.friends.request(clara.id, robert.id, 2000)).toBe('requested')
    })

    test('a friend says whether others see its room', async () => {
      await using stores = await open()
      const [clara, robert] = await two(stores)
      await stores.friends.request(clara.id, robert.id, 1000)
      await stores.friends.accept(robert.id, clara.id, 1000)

      await stores.profiles.update(robert.id, { settings: { showCurrentRoom: false } }, 1000)

      expect(await stores.friends.listFriends(clara.id)).toMatchObject([{ showCurrentRoom: false }])
    })
  })
}

async function two({ users }: MemoryStores): Promise<readonly [Account, Account]> {
  const pair = [anAccount(), anAccount()] as const
  for (const account of pair) await users.addAccount(account, 'hash')
  return pair
}
