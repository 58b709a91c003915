import { expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { FakeServer, ok, refused } from '../testing/fake-server.ts'
import { VirtualTime } from '../testing/virtual-time.ts'
import type { RoomCalls } from './room-calls.ts'

function createTried(data: object) {
  const server = new FakeServer(new VirtualTime())
  server.answerHttp = () => ok(data)
  return { server, rooms: createClient(server.options).rooms }
}

const page = { pagination: { page: 1, limit: 20, total: 0, pages: 0 } }

test.each<[string, (rooms: RoomCalls) => Promise<unknown>, object]>([
  [
    'GET /api/rooms?room_type=pro&sort=-users&has_users=true',
    (rooms) => rooms.list({ roomType: 'pro', sort: '-users', hasUsers: true }),
    { rooms: [], ...page },
  ],
  [
    'GET /api/rooms?sort=-created_at&limit=5',
    (rooms) => rooms.list({ sort: '-createdAt', perPage: 5 }),
    { rooms: [], ...page },
  ],
  ['PUT /api/rooms/r1', (rooms) => rooms.update('r1', { roomName: 'B', password: null, maxUsers: 3 }), {}],
  ['DELETE /api/rooms/r1', (rooms) => rooms.delete('r1'), {}],
  ['GET /api/rooms/r1/messages?before=9&limit=5', (rooms) => rooms.messages('r1', { before: 9, limit: 5 }), {}],
  ['GET /api/rooms/r1/participants', (rooms) => rooms.participants('r1'), { participants: [] }],
  ['POST /api/rooms/r1/kick', (rooms) => rooms.kick('r1', { userId: 'u1', reason: 'Loud' }), {}],
  ['GET /api/rooms/r1/bans?page=2', (rooms) => rooms.bans('r1', { page: 2 }), { bans: [], ...page }],
  ['POST /api/rooms/r1/bans', (rooms) => rooms.ban('r1', { userId: 'u1', minutes: 5 }), {}],
  ['DELETE /api/rooms/r1/bans/u1', (rooms) => rooms.unban('r1', 'u1'), {}],
  ['PUT /api/rooms/r1/mutes/u1', (rooms) => rooms.mute('r1', { userId: 'u1', notes: false }), {}],
  ['DELETE /api/rooms/r1/mutes/u1', (rooms) => rooms.unmute('r1', 'u1'), {}],
  ['POST /api/rooms/r1/owner', (rooms) => rooms.transfer('r1', 'u2'), {}],
])('%s', async (address, call, data) => {
  const { server, rooms } = createTried(data)
  await call(rooms)
  expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([address])
})

test('what is asked goes out in snake_case', async () => {
  const { server, rooms } = createTried({})
  await rooms.update('r1', { roomName: 'B', password: null, settings: { onlyOwnerCanPlay: true } })
  await rooms.mute('r1', { userId: 'u1', chat: true, notes: false, minutes: 5 })

  expect(server.asked.map(({ body }) => body)).toEqual([
    { room_name: 'B', password: null, settings: { only_owner_can_play: true } },
    { chat: true, notes: false, minutes: 5 },
  ])
})

test('a refusal is a TuttiError', async () => {
  const { server, rooms } = createTried({})
  server.answerHttp = () => refused(403, { code: 'AUTHORIZATION_ERROR', message: 'No.', details: {} })
  await expect(rooms.delete('r1')).rejects.toMatchObject({ code: 'AUTHORIZATION_ERROR', status: 403 })
})
