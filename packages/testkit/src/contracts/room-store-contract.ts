import { defaultRoomSettings, firstPage, type RoomListing } from '@tutti/core'
import { describe, expect, test } from 'vitest'
import type { OpenStores } from './open-stores.ts'
import { aGuest, aMessage, aRoom } from './samples.ts'

/** What every store of rooms keeps to. */
export function roomStoreContract(name: string, open: OpenStores): void {
  describe(`rooms in ${name}`, () => {
    test('a room is found as it was added', async () => {
      await using stores = await open()
      const owner = aGuest()
      await stores.users.addGuest(owner)
      const settings = { ...defaultRoomSettings, allowChat: false, welcomeMessage: 'Hello', noteQuota: 0 }
      const room = aRoom({ ownerId: owner.id, passwordHash: 'hash', lifetime: 'temporary', settings })

      await stores.rooms.add(room)

      expect(await stores.rooms.find(room.id)).toEqual(room)
    })

    test('nothing is found under an unknown id', async () => {
      await using stores = await open()
      expect(await stores.rooms.find(aRoom().id)).toBeNull()
    })

    test('[P-038] private rooms are not listed', async () => {
      await using stores = await open()
      const [open1, pro, hidden] = [aRoom(), aRoom({ type: 'pro' }), aRoom({ type: 'private' })]
      for (const room of [open1, pro, hidden]) await stores.rooms.add(room)

      const { items: rooms, total } = await stores.rooms.listPublic(firstPage(10))

      expect(rooms.map(({ id }) => id)).toEqual([pro.id, open1.id])
      expect(total).toBe(2)
    })

    test('[P-038] the newest room is first, also within one millisecond', async () => {
      await using stores = await open()
      const rooms = [aRoom({ createdAtMs: 10 }), aRoom({ createdAtMs: 20 }), aRoom({ createdAtMs: 20 })]
      for (const room of rooms) await stores.rooms.add(room)

      const page = await stores.rooms.listPublic(firstPage(10))

      expect(page.items.map(({ id }) => id)).toEqual(rooms.map(({ id }) => id).toReversed())
    })

    test('[P-038] pages follow each other and know the total; past the end there is nothing', async () => {
      await using stores = await open()
      const rooms = Array.from({ length: 5 }, (_, index) => aRoom({ createdAtMs: index }))
      for (const room of rooms) await stores.rooms.add(room)

      const pages = await Promise.all([1, 2, 3, 4].map((page) => stores.rooms.listPublic({ ...firstPage(2), page })))

      expect(pages.flatMap((page) => page.items.map(({ id }) => id))).toEqual(rooms.map(({ id }) => id).toReversed())
      expect(pages.map(({ total }) => total)).toEqual([5, 5, 5, 5])
    })

    test('[P-038] rooms are filtered and sorted by who is in them right now', async () => {
      await using stores = await open()
      const [one, two, three] = [aRoom(), aRoom(), aRoom()]
      for (const room of [one, two, three]) await stores.rooms.add(room)
      const occupancy = [
        [one.id, 2],
        [three.id, 1],
      ] as const
      const list = async (listing: Partial<RoomListing>) => {
        const { items, total } = await stores.rooms.listPublic({ ...firstPage(2), ...listing, occupancy })
        return [...items.map(({ id }) => id), total]
      }
      const [mostFirst, fewestFirst] = [true, false].map((descending) => [
        { field: 'currentUsers' as const, descending },
      ])
      const some = { field: 'currentUsers', comparison: 'gt', values: [0] } as const

      expect(await list({ sort: mostFirst ?? [] })).toEqual([one.id, three.id, 3])
      expect(await list({ sort: mostFirst ?? [], page: 2 })).toEqual([two.id, 3])
      expect(await list({ sort: fewestFirst ?? [] })).toEqual([two.id, three.id, 3])
      expect(await list({ filters: [some] })).toEqual([three.id, one.id, 2])
      expect(await list({ filters: [{ ...some, comparison: 'is' }] })).toEqual([two.id, 1])
    })

    test('[P-041] a room is replaced by whoever saw it last, and by nobody once it is gone', async () => {
      await using stores = await open()
      const room = aRoom({ updatedAtMs: 10 })
      await stores.rooms.add(room)
      const settings = { ...room.settings, allowChat: false }
      const newer = { ...room, name: 'Renamed', type: 'private', passwordHash: 'h', settings, updatedAtMs: 11 } as const

      expect(await stores.rooms.replace(newer, room)).toBe(true)
      expect(await stores.rooms.replace({ ...room, name: 'Late', updatedAtMs: 12 }, room)).toBe(false)
      expect(await stores.rooms.find(room.id)).toEqual(newer)

      await stores.rooms.remove(room.id)
      expect(await stores.rooms.replace(newer, newer)).toBe(false)
    })

    test('the rooms of an owner are found, private ones too', async () => {
      await using stores = await open()
      const owner = aGuest()
      await stores.users.addGuest(owner)
      const room = aRoom({ ownerId: owner.id, type: 'private' })
      for (const one of [room, aRoom()]) await stores.rooms.add(one)

      expect(await stores.rooms.listOwnedBy(owner.id)).toEqual([room])
    })

    test('temporary rooms are listed for whoever closes them', async () => {
      await using stores = await open()
      const room = aRoom({ lifetime: 'temporary', type: 'private' })
      for (const one of [room, aRoom()]) await stores.rooms.add(one)

      expect(await stores.rooms.listTemporary()).toEqual([room])
    })

    test('a room is removed with its messages; removing it again changes nothing', async () => {
      await using stores = await open()
      const room = aRoom()
      await stores.rooms.add(room)
      await stores.messages.add(aMessage({ roomId: room.id }))

      await stores.rooms.remove(room.id)
      await stores.rooms.remove(room.id)

      expect(await stores.rooms.find(room.id)).toBeNull()
      expect(await stores.messages.latest(room.id, 10)).toEqual([])
    })

    test('[CHAT-14] an id that is taken is said to be, and the room that has it stays', async () => {
      await using stores = await open()
      const room = aRoom()
      await stores.rooms.add(room)

      await expect(stores.rooms.add(aRoom({ id: room.id, name: 'Another' }))).rejects.toMatchObject({ name: 'IdTaken' })

      expect(await stores.rooms.find(room.id)).toEqual(room)
    })
  })
}
