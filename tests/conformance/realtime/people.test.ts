import { RoomType } from '@tutti/protocol/realtime'
import { askPiano, memberToken, startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { press, release } from './notes.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server[Symbol.asyncDispose]())

const profileOf = async (token: string) => (await askPiano(server.url, 'GET /users/profile', { token })).data
const publicOf = async (userId: unknown) => (await askPiano(server.url, `GET /users/${String(userId)}`)).data
const friendsOf = async (token: string) =>
  (await askPiano(server.url, 'GET /users/friends', { token })).data['friends'] as readonly Record<string, unknown>[]

/** Two members who are friends. */
async function friends() {
  const [clara, robert] = [await memberToken(server.url), await memberToken(server.url)]
  const [claraId, robertId] = [(await profileOf(clara))['user_id'], (await profileOf(robert))['user_id']]
  await askPiano(server.url, 'POST /users/friends', { token: clara, body: { user_id: robertId } })
  await askPiano(server.url, `POST /users/friends/${String(claraId)}/accept`, { token: robert })
  return { clara, robert, robertId }
}

describe('presence', () => {
  test('a user is online while one of its sockets is open', async () => {
    const { clara, robert, robertId } = await friends()
    expect(await publicOf(robertId)).toMatchObject({ status: 'offline' })

    using player = await TestPlayer.connect(server, { token: robert })
    const second = await TestPlayer.connect(server, { token: robert })
    second.kill()
    expect(await friendsOf(clara)).toMatchObject([{ status: 'online' }])

    player.kill()
    await vi.waitFor(async () => expect(await publicOf(robertId)).toMatchObject({ status: 'offline' }))
  })

  test('the last sign of a user is the end of its connection', async () => {
    const token = await memberToken(server.url)
    using player = await TestPlayer.connect(server, { token })
    const before = (await profileOf(token))['last_seen']

    player.kill()

    await vi.waitFor(async () => expect((await profileOf(token))['last_seen']).not.toBe(before))
  })
})

describe('[P-037] the room that a friend is in', () => {
  test('is seen by friends, until the friend leaves', async () => {
    const { clara, robert } = await friends()
    using player = await TestPlayer.connect(server, { token: robert })
    const { room } = await player.createRoom({ roomName: 'Late Chopin' })
    expect(await friendsOf(clara)).toMatchObject([{ current_room: room?.roomId, current_room_name: 'Late Chopin' }])

    await player.ask({ case: 'leaveRoomCommand', value: {} })
    expect(await friendsOf(clara)).toMatchObject([{ current_room: null, current_room_name: null }])
  })

  test('is not shown by a friend who does not want it', async () => {
    const { clara, robert } = await friends()
    using player = await TestPlayer.connect(server, { token: robert })
    await player.createRoom()
    const body = { settings: { show_current_room: false } }
    await askPiano(server.url, 'PUT /users/profile', { token: robert, body })

    expect(await friendsOf(clara)).toMatchObject([{ status: 'online', current_room: null }])
  })

  test('is not shown when it is private: its id lets people in', async () => {
    const { clara, robert } = await friends()
    using player = await TestPlayer.connect(server, { token: robert })
    await player.createRoom({ roomType: RoomType.PRIVATE })
    expect(await friendsOf(clara)).toMatchObject([{ status: 'online', current_room: null }])
  })
})

describe('what a user has done', () => {
  test('notes, time and rooms are counted, and there once the player has left', async () => {
    const token = await memberToken(server.url)
    using player = await TestPlayer.connect(server, { token })
    await player.createRoom()
    for (const key of [60, 62, 64]) {
      player.play(press(key))
      player.play(release(key))
    }
    await player.settled()

    await player.ask({ case: 'leaveRoomCommand', value: {} })

    await vi.waitFor(async () => {
      expect((await profileOf(token))['stats']).toMatchObject({ notes_played: 3, rooms_created: 1 })
    })
  })

  test('a listener has played nothing', async () => {
    const token = await memberToken(server.url)
    using owner = await TestPlayer.connect(server)
    using listener = await TestPlayer.connect(server, { token })
    const { room } = await owner.createRoom()
    await listener.join(room?.roomId ?? '', { listen: true })
    listener.kill()

    await vi.waitFor(async () => {
      const profile = await profileOf(token)
      expect(profile['last_seen']).not.toBe(profile['created_at'])
      expect(profile['stats']).toEqual({ notes_played: 0, time_played: 0, rooms_created: 0 })
    })
  })
})

test('[P-034] a new name is seen in the room at once', async () => {
  const token = await memberToken(server.url)
  using player = await TestPlayer.connect(server, { token })
  using other = await TestPlayer.connect(server)
  const { room } = await player.createRoom()
  await other.join(room?.roomId ?? '')

  await askPiano(server.url, 'PUT /users/profile', { token, body: { username: 'renamed-one' } })

  const { participant } = await other.next('participantUpdated')
  expect(participant?.user?.username).toBe('renamed-one')
})
