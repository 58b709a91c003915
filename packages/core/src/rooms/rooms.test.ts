import { createTestPorts } from '@tutti/testkit'
import { describe, expect, test } from 'vitest'
import { roomId } from '../ids.ts'
import { admitGuest } from '../users/admit-guest.ts'
import { registerAccount } from '../users/register-account.ts'
import type { Account } from '../users/user.ts'
import { closeRoom } from './close-room.ts'
import { createRoom } from './create-room.ts'
import { LiveRoom } from './live-room.ts'
import { openDoor } from './open-door.ts'
import { clampTimestamp, playNotes } from './play-notes.ts'
import { defaultRoomSettings, mergeSettings } from './room-settings.ts'

const refused = (code: string) => expect.objectContaining({ code })

async function people() {
  const ports = createTestPorts()
  const clara = await registerAccount(ports, { username: 'clara', email: 'c@example.com', password: 'Nocturne-9-2' })
  const guest = await admitGuest(ports, { username: 'Ana' })
  const pro: Account = { ...clara, roles: ['member', 'pro'] }
  return { ports, clara, guest, pro }
}

test.each(['', '   ', '\u200b', 'x'.repeat(65)])('[ROOM-1] %j is no name', async (name) => {
  const { ports, clara } = await people()
  const attempt = createRoom(ports, { owner: clara, name, lifetime: 'lasting' })

  await expect(attempt).rejects.toMatchObject({ code: 'invalid_input', about: { field: 'roomName' } })
})

test('[ROOM-1] two rooms may have the same name', async () => {
  const { ports, clara } = await people()
  const request = { owner: clara, name: '  Late\u202e   Chopin ', lifetime: 'lasting' } as const

  const rooms = [await createRoom(ports, request), await createRoom(ports, request)]

  expect(rooms.map(({ name }) => name)).toEqual(['Late Chopin', 'Late Chopin'])
  expect(ports.published).toHaveLength(2)
})

test('[ROOM-2] [P-015] a guest opens temporary rooms only, and nobody but a pro opens pro rooms', async () => {
  const { ports, clara, guest, pro } = await people()

  await expect(createRoom(ports, { owner: guest, name: 'A', lifetime: 'lasting' })).rejects.toEqual(
    refused('not_allowed'),
  )
  await expect(createRoom(ports, { owner: guest, name: 'A', lifetime: 'temporary' })).resolves.toMatchObject({
    type: 'public',
  })
  const proRoom = { name: 'Pro', type: 'pro', lifetime: 'lasting' } as const
  await expect(createRoom(ports, { owner: clara, ...proRoom })).rejects.toEqual(refused('pro_required'))
  await expect(createRoom(ports, { owner: pro, ...proRoom })).resolves.toMatchObject({ type: 'pro' })
})

test('[ROOM-2] [P-017] a pro room opens to pro members only', async () => {
  const { ports, guest, pro } = await people()
  const robert = await registerAccount(ports, { username: 'robert', email: 'r@example.com', password: 'Traumerei-15' })
  const { id } = await createRoom(ports, { owner: pro, name: 'Pro', type: 'pro', lifetime: 'lasting' })

  await expect(openDoor(ports, { roomId: id, user: robert })).rejects.toEqual(refused('pro_required'))
  await expect(openDoor(ports, { roomId: id, user: guest })).rejects.toEqual(refused('pro_required'))
})

test.each([0, -1, 1.5, 51, 1e9, Number.NaN])('[ROOM-3] [P-039] %d places are refused', async (maxUsers) => {
  const { ports, clara } = await people()
  const attempt = createRoom(ports, { owner: clara, name: 'A', maxUsers, lifetime: 'lasting' })

  await expect(attempt).rejects.toMatchObject({ code: 'invalid_input', about: { field: 'maxUsers' } })
})

test('[ROOM-7] a password is kept as a hash; it opens the room, as being its owner does', async () => {
  const { ports, clara, guest } = await people()
  const room = await createRoom(ports, { owner: clara, name: 'A', password: 'sesame', lifetime: 'lasting' })

  expect(room.passwordHash).toBe('hash of sesame')
  const ask = (password?: string) => openDoor(ports, { roomId: room.id, user: guest, password })
  await expect(ask()).rejects.toEqual(refused('wrong_password'))
  await expect(ask('Sesame')).rejects.toEqual(refused('wrong_password'))
  await expect(ask('sesame')).resolves.toEqual(room)
  await expect(openDoor(ports, { roomId: room.id, user: clara })).resolves.toEqual(room)
})

test('[ROOM-8] a room without guests refuses them, and opens to members', async () => {
  const { ports, clara, guest } = await people()
  const settings = { allowGuests: false }
  const { id } = await createRoom(ports, { owner: clara, name: 'A', settings, lifetime: 'lasting' })

  await expect(openDoor(ports, { roomId: id, user: guest })).rejects.toEqual(refused('guests_not_allowed'))
  await expect(openDoor(ports, { roomId: id, user: clara })).resolves.toMatchObject({ id })
})

test('[P-025] an unknown room is refused with the asked id', async () => {
  const { ports, clara } = await people()

  await expect(openDoor(ports, { roomId: roomId('invalid_room_123'), user: clara })).rejects.toMatchObject({
    code: 'room_not_found',
    about: { roomId: 'invalid_room_123' },
  })
})

test('[ROOM-10] absent settings keep their value, false is a value', () => {
  const merged = mergeSettings(defaultRoomSettings, { allowChat: false, welcomeMessage: undefined })

  expect(merged).toEqual({ ...defaultRoomSettings, allowChat: false })
})

test('[ROOM-10] settings out of range are refused', async () => {
  const { ports, clara } = await people()
  const open = (settings: object) => createRoom(ports, { owner: clara, name: 'A', settings, lifetime: 'lasting' })

  await expect(open({ noteQuota: -1 })).rejects.toMatchObject({ about: { field: 'settings.noteQuota' } })
  await expect(open({ welcomeMessage: 'x'.repeat(501) })).rejects.toMatchObject({
    about: { field: 'settings.welcomeMessage' },
  })
})

test('[ROOM-11] closing is announced and final, and closing again changes nothing', async () => {
  const { ports, clara } = await people()
  const { id } = await createRoom(ports, { owner: clara, name: 'A', lifetime: 'temporary' })

  await closeRoom(ports, id)
  await closeRoom(ports, id)

  expect(await ports.rooms.find(id)).toBeNull()
  expect(ports.published.at(-1)).toEqual({ type: 'room_closed', roomId: id })
})

describe('in a live room', () => {
  async function liveRoom(settings = {}, maxUsers = 2) {
    const { ports, clara, guest } = await people()
    const room = await createRoom(ports, { owner: clara, name: 'A', maxUsers, settings, lifetime: 'temporary' })
    return { live: new LiveRoom(room, 0), clara, guest }
  }
  const note = { midi: Uint8Array.of(0, 0x90, 60, 64), timestampMs: 5 }

  test('[ROOM-4] the third of two is refused, and nothing changes', async () => {
    const { live, guest } = await liveRoom()
    live.admit({ user: guest, listens: false, nowMs: 0 })
    live.admit({ user: guest, listens: false, nowMs: 0 })

    expect(() => live.admit({ user: guest, listens: false, nowMs: 0 })).toThrow(refused('room_full'))
    expect(live.players).toBe(2)
    expect([...live.participants]).toHaveLength(2)
  })

  test('[ROOM-5] a listener takes no place and may not play', async () => {
    const { live, guest } = await liveRoom({}, 1)
    live.admit({ user: guest, listens: false, nowMs: 0 })
    const listener = live.admit({ user: guest, listens: true, nowMs: 0 })

    expect(live.players).toBe(1)
    expect(() => playNotes(live, listener, note, 0)).toThrow(refused('not_allowed'))
  })

  test('[ROOM-6] numbers are not used again', async () => {
    const { live, guest } = await liveRoom()
    const first = live.admit({ user: guest, listens: false, nowMs: 0 })
    live.dismiss(first.number)

    expect(live.admit({ user: guest, listens: false, nowMs: 0 }).number).toBe(2)
    expect(live.dismiss(first.number)).toBeUndefined()
    expect(live.players).toBe(1)
  })

  test('[ROOM-9] two with the same colour are shown in two', async () => {
    const { live, guest } = await liveRoom()
    const first = live.admit({ user: guest, listens: false, nowMs: 0 })
    const second = live.admit({ user: guest, listens: false, nowMs: 0 })

    expect(first.color).toBe(guest.color)
    expect(second.color).not.toBe(first.color)
  })

  test('[NOTE-10] where only the owner may play, the owner plays alone', async () => {
    const { live, clara, guest } = await liveRoom({ onlyOwnerCanPlay: true })
    const owner = live.admit({ user: clara, listens: false, nowMs: 0 })
    const other = live.admit({ user: guest, listens: false, nowMs: 0 })

    expect(playNotes(live, owner, note, 0)).toBe(note.midi)
    expect(() => playNotes(live, other, note, 0)).toThrow(refused('not_allowed'))
  })

  test('[NOTE-3] a refused message charges nothing, a good one what it plays', async () => {
    const { live, guest } = await liveRoom({ noteQuota: 1 })
    const player = live.admit({ user: guest, listens: false, nowMs: 0 })

    expect(() => playNotes(live, player, { ...note, midi: Uint8Array.of(9) }, 0)).toThrow()
    expect(player.quota.grant(9, 0)).toBe(3)
    playNotes(live, player, note, 0)
    expect(player.quota.grant(9, 0)).toBe(2)
  })

  test('[NOTE-3] [R-37] the room as a whole has a cap too', async () => {
    const { live, guest } = await liveRoom({ noteQuota: 1 }, 50)
    const players = Array.from({ length: 20 }, () => live.admit({ user: guest, listens: false, nowMs: 0 }))
    const three = { midi: Uint8Array.of(0, 0x90, 60, 1, 0, 0x90, 61, 1, 0, 0x90, 62, 1), timestampMs: 0 }

    const heard = players.map((player) => playNotes(live, player, three, 0).length / 4)

    expect(heard.reduce((sum, notes) => sum + notes, 0)).toBe(30)
  })
})

test.each([
  [10_000, 10_000],
  [0, 8_000],
  [-1e300, 8_000],
  [99_999, 10_250],
  [Infinity, 10_250],
  [10_000.4, 10_000],
])('[NOTE-7] [S-115] a timestamp of %d at 10,000 becomes %d', (timestampMs, clamped) => {
  expect(clampTimestamp(timestampMs, 10_000)).toBe(clamped)
})
