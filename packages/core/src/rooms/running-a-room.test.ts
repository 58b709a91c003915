import { createTestPorts } from '@tutti/testkit'
import { aGuest, anAccount, aRoom } from '@tutti/testkit/contracts'
import { describe, expect, test } from 'vitest'
import type { User } from '../users/user.ts'
import { banUser, kickUser, unbanUser } from './ban-user.ts'
import { changeRoom } from './change-room.ts'
import { deleteRoom } from './delete-room.ts'
import { abandonRooms, handOverRoom } from './hand-over-room.ts'
import { firstPage } from '../listing/listing.ts'
import type { RoomStore } from '../ports/room-store.ts'
import { listRooms } from './list-rooms.ts'
import { LiveRooms } from './live-rooms.ts'
import { listParticipants, readMessages } from './look-inside.ts'
import { muteUser, unmuteUser } from './mute-user.ts'
import { openDoor } from './open-door.ts'
import type { Room } from './room.ts'
import { transferRoom } from './transfer-room.ts'
import { updateRoom } from './update-room.ts'

const refused = (code: string) => expect.objectContaining({ code })

async function aScene(more: Partial<Room> = {}) {
  const ports = createTestPorts({ nowMs: 1_000 })
  const owner = anAccount()
  const member = anAccount()
  const moderator = anAccount({ roles: ['member', 'moderator'] })
  const admin = anAccount({ roles: ['admin'] })
  for (const account of [owner, member, moderator, admin]) await ports.users.addAccount(account, 'hash')
  const guest = aGuest()
  await ports.users.addGuest(guest)
  const room = aRoom({ ownerId: owner.id, createdAtMs: 10, updatedAtMs: 10, ...more })
  await ports.rooms.add(room)
  const liveRooms = new LiveRooms()
  const enter = (...users: User[]) => {
    const live = liveRooms.open(room, 0)
    for (const user of users) live.admit({ user, listens: false, nowMs: 0 })
    return live
  }
  return { ports, room, owner, member, moderator, admin, guest, liveRooms, enter }
}

describe('changing', () => {
  test('[ROOM-12] the owner, moderators and admins change and end a room, nobody else', async () => {
    const { ports, room, owner, member, moderator, admin, guest } = await aScene()
    const change = (user: User) => updateRoom(ports, { roomId: room.id, user, patch: { name: 'B' } })

    for (const user of [owner, moderator, admin]) await expect(change(user)).resolves.toMatchObject({ name: 'B' })
    for (const user of [member, guest]) await expect(change(user)).rejects.toEqual(refused('not_allowed'))
    await expect(deleteRoom(ports, { roomId: room.id, user: member })).rejects.toEqual(refused('not_allowed'))
    await deleteRoom(ports, { roomId: room.id, user: owner })
    expect(await ports.rooms.find(room.id)).toBeNull()
    expect(ports.published.at(-1)).toEqual({ type: 'room_closed', roomId: room.id })
  })

  test('[ROOM-12] a change is announced as it is stored, and later than the one before', async () => {
    const { ports, room, owner } = await aScene()
    ports.clock.set(5)

    const changed = await updateRoom(ports, { roomId: room.id, user: owner, patch: { password: 'sesame' } })

    expect(changed).toMatchObject({ passwordHash: 'hash of sesame', updatedAtMs: 11 })
    expect(ports.published).toEqual([{ type: 'room_updated', room: changed }])
    expect(await ports.rooms.find(room.id)).toEqual(changed)
  })

  test('[ROOM-12] a change that came second is made on what the first one left', async () => {
    const { ports, room } = await aScene()
    let asked = 0

    const changed = await changeRoom(ports, room.id, (current) => {
      asked += 1
      if (asked === 1) void ports.rooms.replace({ ...current, maxUsers: 3, updatedAtMs: 99 }, current)
      return { ...current, name: 'B' }
    })

    expect([asked, changed.name, changed.maxUsers]).toEqual([2, 'B', 3])
  })

  test('[ROOM-2] a room becomes pro by the hand of pro members only', async () => {
    const { ports, room, owner, moderator } = await aScene()
    const change = (user: User) => updateRoom(ports, { roomId: room.id, user, patch: { type: 'pro' } })
    await expect(change(owner)).rejects.toEqual(refused('pro_required'))
    await expect(change(moderator)).resolves.toMatchObject({ type: 'pro' })
  })

  test('[ROOM-13] a new room binds those who are in, and moves nobody out', async () => {
    const { room, enter, owner, guest, member } = await aScene()
    const live = enter(owner, guest)
    const settings = { ...room.settings, onlyOwnerCanPlay: true, allowGuests: false }

    expect(live.update({ ...room, settings, maxUsers: 1, updatedAtMs: 11 }, 5)).toBe(true)
    const changed = live.refresh(5)

    expect(changed.map(({ user, mayPlay }) => [user.id, mayPlay])).toEqual([[guest.id, false]])
    expect([live.players, live.freePlaces]).toEqual([2, 0])
    expect(() => live.admit({ user: member, listens: false, nowMs: 5 })).toThrow(refused('room_full'))
    expect(live.update(room, 6)).toBe(false)
  })

  test('[ROOM-13] [NOTE-8] a new quota and a new owner come with new buckets', async () => {
    const { room, enter, owner, member } = await aScene()
    const live = enter(owner, member)
    const of = (user: User) => [...live.participants].find((participant) => participant.user.id === user.id)

    live.update({ ...room, settings: { ...room.settings, noteQuota: 10 }, updatedAtMs: 11 }, 5)
    expect([of(owner)?.quota.remaining, of(member)?.quota.remaining, live.quota.remaining]).toEqual([45, 30, 300])

    live.update({ ...live.room, ownerId: member.id, updatedAtMs: 12 }, 5)
    live.refresh(5)
    expect([of(owner)?.quota.remaining, of(member)?.quota.remaining]).toEqual([30, 45])
  })
})

describe('waiting', () => {
  test('[ROOM-14] those who wait come before newcomers and among each other in the order of coming', async () => {
    const { enter, owner, member, guest, moderator } = await aScene({ maxUsers: 2 })
    const live = enter(owner, member)
    live.line.add('first')
    live.line.add('second')
    live.line.add('first')
    live.dismiss(1)

    expect(live.line.length).toBe(2)
    expect([live.hasPlaceFor(), live.hasPlaceFor('second'), live.hasPlaceFor('first')]).toEqual([false, false, true])
    expect(() => live.admit({ user: guest, listens: false, nowMs: 0 })).toThrow(refused('room_full'))
    live.admit({ user: guest, listens: false, nowMs: 0, waiter: 'first' })
    live.line.remove('first')
    expect(() => live.admit({ user: moderator, listens: false, nowMs: 0, waiter: 'second' })).toThrow(
      refused('room_full'),
    )
    expect(live.line.positionOf('second')).toBe(1)
  })
})

describe('sanctions', () => {
  test('[ROOM-15] whoever acts stands above: admin, moderator, owner, the rest', async () => {
    const { ports, room, owner, member, moderator, admin, guest } = await aScene()
    const ladder = [[guest, member], [owner], [moderator], [admin]]
    for (const [below, targets] of ladder.entries()) {
      for (const [rank, users] of ladder.entries()) {
        for (const target of targets) {
          const [user] = users
          if (!user) continue
          const act = banUser(ports, { roomId: room.id, user, userId: target.id })
          if (rank > below) await expect(act).resolves.toMatchObject({ userId: target.id })
          else await expect(act).rejects.toEqual(refused('not_allowed'))
        }
      }
    }
  })

  test('[ROOM-16] [S-59] a ban keeps out until it ends or is lifted, owners too, but nobody lifts their own', async () => {
    const { ports, room, owner, member, moderator } = await aScene()
    const come = (user: User) => openDoor(ports, { roomId: room.id, user })
    await banUser(ports, { roomId: room.id, user: owner, userId: member.id, minutes: 1, reason: ' Too\nloud ' })
    await banUser(ports, { roomId: room.id, user: moderator, userId: owner.id })

    await expect(come(member)).rejects.toMatchObject({
      code: 'banned_from_room',
      about: { issue: 'Too loud', retryAfterMs: 60_000 },
    })
    await expect(come(owner)).rejects.toEqual(refused('banned_from_room'))
    await expect(unbanUser(ports, { roomId: room.id, user: owner, userId: owner.id })).rejects.toEqual(
      refused('not_allowed'),
    )

    ports.clock.advance(60_000)
    await expect(come(member)).resolves.toMatchObject({ id: room.id })
    await unbanUser(ports, { roomId: room.id, user: moderator, userId: owner.id })
    await expect(come(owner)).resolves.toMatchObject({ id: room.id })
  })

  test('[ROOM-16] a kick keeps out for a minute, and shortens no ban', async () => {
    const { ports, room, owner, member } = await aScene()
    const kick = () => kickUser(ports, { roomId: room.id, user: owner, userId: member.id })

    expect(await kick()).toMatchObject({ endsAtMs: 61_000 })
    await banUser(ports, { roomId: room.id, user: owner, userId: member.id })
    expect(await kick()).toMatchObject({ endsAtMs: null })
    expect(ports.published.map((event) => 'cause' in event && event.cause)).toEqual(['kicked', 'banned', 'kicked'])
  })

  test('[ROOM-16] a mute takes chat, notes or both, of whoever is there or comes later, until it ends', async () => {
    const { ports, room, owner, member, guest, enter } = await aScene()
    const whom = { roomId: room.id, user: owner, userId: guest.id }
    const mute = await muteUser(ports, { ...whom, chat: false, notes: true, minutes: 1 })
    const live = enter(member, guest)
    live.sanctions.learn(guest.id, { ban: null, mute })
    live.sanctions.setMute(member.id, { ...mute, userId: member.id, chat: true, notes: false, endsAtMs: null })

    expect(
      live.refresh(1_000).map(({ mayPlay, isNotesMuted, isChatMuted }) => [mayPlay, isNotesMuted, isChatMuted]),
    ).toEqual([
      [true, false, true],
      [false, true, false],
    ])
    expect(live.nextMuteEndMs(1_000)).toBe(61_000)
    expect(live.refresh(61_000)).toMatchObject([{ mayPlay: true, isNotesMuted: false }])
    await unmuteUser(ports, { roomId: room.id, user: owner, userId: guest.id })
    expect(await ports.roomSanctions.findMute(room.id, guest.id)).toBeNull()
  })

  test('[ROOM-16] what was heard since is newer than what the store says', async () => {
    const { ports, room, owner, guest, enter } = await aScene()
    const ban = await banUser(ports, { roomId: room.id, user: owner, userId: guest.id })
    const live = enter(owner)

    live.sanctions.setBan(guest.id, null)
    live.sanctions.learn(guest.id, { ban, mute: null })

    expect(live.sanctions.banOf(guest.id, 1_000)).toBeNull()
  })
})

describe('owners', () => {
  test('[ROOM-17] a room is given to whoever could have opened it', async () => {
    const { ports, room, owner, member, guest } = await aScene()
    const give = (user: User, userId: User['id']) => transferRoom(ports, { roomId: room.id, user, userId })

    await expect(give(owner, guest.id)).rejects.toEqual(refused('not_allowed'))
    await expect(give(owner, aGuest().id)).rejects.toEqual(refused('user_not_found'))
    await expect(give(member, member.id)).rejects.toEqual(refused('not_allowed'))
    await expect(give(owner, member.id)).resolves.toMatchObject({ ownerId: member.id })
    await expect(give(owner, owner.id)).rejects.toEqual(refused('not_allowed'))
  })

  test('[ROOM-18] a temporary room of a guest who left goes to whoever is there longest, players first', async () => {
    const owner = aGuest()
    const { ports, room, member, guest, liveRooms } = await aScene({ ownerId: owner.id, lifetime: 'temporary' })
    await ports.users.addGuest(owner)
    const live = liveRooms.open(room, 0)
    live.admit({ user: member, listens: true, nowMs: 0 })
    live.admit({ user: guest, listens: false, nowMs: 0 })

    await handOverRoom(ports, live)

    expect(await ports.rooms.find(room.id)).toMatchObject({ ownerId: guest.id })
  })

  test('[ROOM-18] an account keeps its room, and so does a guest who came back', async () => {
    const { ports, room, member, guest, enter } = await aScene({ lifetime: 'temporary' })
    const live = enter(member)
    await handOverRoom(ports, live)
    expect((await ports.rooms.find(room.id))?.ownerId).toBe(room.ownerId)

    live.update(await changeRoom(ports, room.id, (current) => ({ ...current, ownerId: guest.id })), 0)
    live.admit({ user: guest, listens: false, nowMs: 0 })
    await handOverRoom(ports, live)
    expect((await ports.rooms.find(room.id))?.ownerId).toBe(guest.id)
  })

  test('[ROOM-18] the rooms of a deleted account go to an account that is there, or to nobody', async () => {
    const { ports, room, owner, member, guest, liveRooms, enter } = await aScene()
    const empty = aRoom({ ownerId: owner.id })
    await ports.rooms.add(empty)
    enter(owner, guest, member)

    const owned = await ports.rooms.listOwnedBy(owner.id)
    for (const one of owned) await ports.rooms.replace({ ...one, ownerId: null }, one)
    await abandonRooms({ ...ports, liveRooms }, { userId: owner.id, owned })

    expect((await ports.rooms.find(room.id))?.ownerId).toBe(member.id)
    expect((await ports.rooms.find(empty.id))?.ownerId).toBeNull()
  })
})

describe('looking inside', () => {
  test('[ROOM-19] of a private room only those inside and those who run it see who is there', async () => {
    const { ports, room, owner, member, guest, moderator, liveRooms, enter } = await aScene({ type: 'private' })
    enter(guest)
    const see = (user: User) => listParticipants({ ...ports, liveRooms }, { roomId: room.id, user })

    for (const user of [owner, guest, moderator]) expect(await see(user)).toMatchObject([{ user: { id: guest.id } }])
    await expect(see(member)).rejects.toEqual(refused('not_allowed'))
  })

  test.each([{ type: 'private' }, { passwordHash: 'hash' }] as const)(
    '[ROOM-19] with %j only those inside and those who run it read what was said',
    async (more) => {
      const { ports, room, owner, member, guest, liveRooms, enter } = await aScene(more)
      enter(guest)
      const read = (user: User) => readMessages({ ...ports, liveRooms }, { roomId: room.id, user, limit: 5 })

      for (const user of [owner, guest]) expect(await read(user)).toEqual([])
      await expect(read(member)).rejects.toEqual(refused('not_allowed'))
    },
  )

  test('[ROOM-19] whoever could not come in reads nothing', async () => {
    const { ports, room, owner, member, guest, liveRooms } = await aScene()
    const read = (user: User) => readMessages({ ...ports, liveRooms }, { roomId: room.id, user, limit: 5 })
    expect(await read(member)).toEqual([])

    await banUser(ports, { roomId: room.id, user: owner, userId: member.id })
    await updateRoom(ports, { roomId: room.id, user: owner, patch: { settings: { allowGuests: false } } })

    await expect(read(member)).rejects.toEqual(refused('banned_from_room'))
    await expect(read(guest)).rejects.toEqual(refused('guests_not_allowed'))
  })
})

test('[ROOM-20] rooms are listed by who is in them, each on exactly one page', async () => {
  const { ports, liveRooms, owner, member, guest } = await aScene({ type: 'private' })
  const rooms = ['one', 'two', 'three', 'four', 'five'].map((name, index) => aRoom({ name, createdAtMs: index }))
  for (const room of rooms) await ports.rooms.add(room)
  const fill = (index: number, ...users: User[]) => {
    const room = rooms[index]
    if (room) for (const user of users) liveRooms.open(room, 0).admit({ user, listens: false, nowMs: 0 })
  }
  fill(1, owner, member)
  fill(3, guest)
  const list = async (descending: boolean) => {
    const sort = [{ field: 'currentUsers', descending }] as const
    const pages = [1, 2, 3].map((page) => listRooms({ ...ports, liveRooms }, { filters: [], sort, page, perPage: 2 }))
    return (await Promise.all(pages)).map((page) => [page.items.map(({ name }) => name), page.total])
  }

  expect(await list(true)).toEqual([
    [['two', 'four'], 5],
    [['five', 'three'], 5],
    [['one'], 5],
  ])
  expect(await list(false)).toEqual([
    [['five', 'three'], 5],
    [['one', 'four'], 5],
    [['two'], 5],
  ])
})

test('[LIST-3] who is where is told to the store where somebody asks for it, and only there', async () => {
  const { ports, liveRooms } = await aScene({ type: 'private' })
  const told: unknown[] = []
  const rooms: Pick<RoomStore, 'listPublic'> = {
    listPublic: (listing) => {
      told.push(listing.occupancy)
      return ports.rooms.listPublic(listing)
    },
  }
  const [filter, order] = [
    { field: 'currentUsers', comparison: 'gt', values: [0] },
    { field: 'currentUsers', descending: true },
  ] as const

  await listRooms({ rooms, liveRooms }, firstPage(10))
  await listRooms({ rooms, liveRooms }, { ...firstPage(10), filters: [filter] })
  await listRooms({ rooms, liveRooms }, { ...firstPage(10), sort: [order] })

  expect(told).toEqual([undefined, [], []])
})
