import { firstPage, type RoomBan, type RoomMute } from '@tutti/core'
import { describe, expect, test } from 'vitest'
import type { MemoryStores } from '../memory/memory-stores.ts'
import type { OpenStores } from './open-stores.ts'
import { aGuest, anAccount, aRoom } from './samples.ts'

/** A room with its owner, and somebody to act upon. */
async function aScene({ users, rooms }: MemoryStores) {
  const owner = anAccount()
  const guest = aGuest()
  await users.addAccount(owner, 'hash')
  await users.addGuest(guest)
  const room = aRoom({ ownerId: owner.id })
  await rooms.add(room)
  const who = { roomId: room.id, userId: guest.id, username: guest.username, byId: owner.id, createdAtMs: 10 }
  const ban: RoomBan = { ...who, reason: 'Loud', endsAtMs: 100 }
  const mute: RoomMute = { ...who, chat: true, notes: false, endsAtMs: null }
  return { room, guest, ban, mute }
}

/** What every store of bans and mutes in rooms keeps to. */
export function roomSanctionStoreContract(name: string, open: OpenStores): void {
  describe(`bans and mutes in ${name}`, () => {
    test('[S-59] a ban is found as it was put, and the newest one counts', async () => {
      await using stores = await open()
      const { room, guest, ban } = await aScene(stores)
      const { roomSanctions } = stores

      await roomSanctions.putBan(ban)
      expect(await roomSanctions.findBan(room.id, guest.id)).toEqual(ban)

      await roomSanctions.putBan({ ...ban, reason: '', endsAtMs: null, createdAtMs: 20 })
      expect(await roomSanctions.findBan(room.id, guest.id)).toMatchObject({ endsAtMs: null, createdAtMs: 20 })
    })

    test('a mute is found as it was put, and the newest one counts', async () => {
      await using stores = await open()
      const { room, guest, mute } = await aScene(stores)
      const { roomSanctions } = stores

      await roomSanctions.putMute(mute)
      await roomSanctions.putMute({ ...mute, chat: false, notes: true, endsAtMs: 70 })

      expect(await roomSanctions.findMute(room.id, guest.id)).toEqual({
        ...mute,
        chat: false,
        notes: true,
        endsAtMs: 70,
      })
    })

    test('nothing is found where nothing was put, or after it was removed', async () => {
      await using stores = await open()
      const { room, guest, ban, mute } = await aScene(stores)
      const { roomSanctions } = stores
      await roomSanctions.putBan(ban)
      await roomSanctions.putMute(mute)

      await roomSanctions.removeBan(room.id, guest.id)
      await roomSanctions.removeMute(room.id, guest.id)
      await roomSanctions.removeMute(room.id, guest.id)

      expect(await roomSanctions.findBan(room.id, guest.id)).toBeNull()
      expect(await roomSanctions.findMute(room.id, guest.id)).toBeNull()
    })

    test('bans in force are listed, the newest first', async () => {
      await using stores = await open()
      const { room, ban } = await aScene(stores)
      const guests = [aGuest(), aGuest(), aGuest()]
      for (const [index, guest] of guests.entries()) {
        await stores.users.addGuest(guest)
        const own = { userId: guest.id, createdAtMs: index, endsAtMs: index === 0 ? null : index * 100 }
        await stores.roomSanctions.putBan({ ...ban, ...own })
      }

      const { items, total } = await stores.roomSanctions.listBans({ ...firstPage(1), roomId: room.id, nowMs: 100 })

      expect([items.map(({ userId }) => userId), total]).toEqual([[guests[2]?.id], 2])
    })

    test('nothing is put where the room or the user is gone', async () => {
      await using stores = await open()
      const { ban, mute } = await aScene(stores)
      const { roomSanctions } = stores

      const gone = { roomId: aRoom().id }
      await expect(roomSanctions.putBan({ ...ban, ...gone })).rejects.toMatchObject({ code: 'room_not_found' })
      await expect(roomSanctions.putMute({ ...mute, ...gone })).rejects.toMatchObject({ code: 'room_not_found' })
      const nobody = { userId: aGuest().id }
      await expect(roomSanctions.putBan({ ...ban, ...nobody })).rejects.toMatchObject({ code: 'room_not_found' })
    })

    test('bans and mutes go with the room', async () => {
      await using stores = await open()
      const { room, guest, ban, mute } = await aScene(stores)
      await stores.roomSanctions.putBan(ban)
      await stores.roomSanctions.putMute(mute)

      await stores.rooms.remove(room.id)

      expect(await stores.roomSanctions.findBan(room.id, guest.id)).toBeNull()
      expect(await stores.roomSanctions.findMute(room.id, guest.id)).toBeNull()
    })
  })
}
