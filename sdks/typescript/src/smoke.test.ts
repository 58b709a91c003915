import { startTestServer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ClientOptions, type TuttiClient, createClient } from './client.ts'
import type { RealtimeConnection } from './realtime/connection-types.ts'
import type { HeardNotes, RoomEvents, RoomSession } from './realtime/room-types.ts'

/** Against the server itself, over real sockets. */
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

interface Player extends AsyncDisposable {
  readonly client: TuttiClient
  readonly connection: RealtimeConnection
}

async function aPlayer(username: string, options: Partial<ClientOptions> = {}): Promise<Player> {
  const client = createClient({ baseUrl: server.url, ...options })
  await client.enterAsGuest({ username })
  const connection = client.connect()
  return { client, connection, [Symbol.asyncDispose]: async () => connection.close() }
}

function next<Name extends keyof RoomEvents>(room: RoomSession, event: Name): Promise<RoomEvents[Name]> {
  return new Promise((resolve) => {
    const stop = room.on(event, (value) => {
      stop()
      resolve(value)
    })
  })
}

describe.each(['proto', 'json'] as const)('two players over %s', (wire) => {
  test('they meet, play and talk', async () => {
    await using ada = await aPlayer('Ada', { wire })
    await using bela = await aPlayer('Bela', { wire })
    const hers = await ada.connection.createRoom({ roomName: `Meeting over ${wire}` })
    const joined = next(hers, 'joined')
    const his = await bela.connection.joinRoom({ roomId: hers.room.roomId })
    expect((await joined).user.username).toBe('Bela')
    expect(his.participants.map(({ user }) => user.username)).toEqual(['Ada', 'Bela'])
    expect(hers.me.isOwner).toBe(true)

    const notes = next(his, 'notes')
    const playedAtMs = ada.connection.clock.now()
    hers.play(Uint8Array.of(0x90, 60, 100))
    hers.play(Uint8Array.of(0x90, 64, 100))
    const { participant, events }: HeardNotes = await notes
    expect(participant).toBe(hers.me.number)
    expect(events.map(({ bytes }) => bytes)).toEqual([Uint8Array.of(0x90, 60, 100), Uint8Array.of(0x90, 64, 100)])
    expect(Math.abs((events[0]?.atMs ?? 0) - playedAtMs)).toBeLessThan(250)

    const heard = next(his, 'messages')
    await hers.sendMessage('Hello')
    expect(await heard).toMatchObject([{ text: 'Hello', mine: false }])
    expect(hers.messages).toMatchObject([{ text: 'Hello', mine: true, roomSeq: 1 }])

    const ended = next(his, 'notesOff')
    await hers.leave()
    expect(await ended).toMatchObject({ participant, channels: [0] })
    expect(his.participants).toHaveLength(1)
  })
})

test('who comes late knows what sounds', async () => {
  await using ada = await aPlayer('Ada')
  await using bela = await aPlayer('Bela')
  await using cora = await aPlayer('Cora')
  const hers = await ada.connection.createRoom({ roomName: 'Held' })
  const his = await bela.connection.joinRoom({ roomId: hers.room.roomId })
  const notes = next(his, 'notes')
  hers.play(Uint8Array.of(0x90, 60, 100))
  await notes

  const late = await cora.connection.joinRoom({ roomId: hers.room.roomId, listen: true })
  expect(late.me).toMatchObject({ listens: true, mayPlay: false })
  expect(late.initialChannels.get(hers.me.number)).toMatchObject([{ channel: 0, held: [{ key: 60, velocity: 100 }] }])
})

test('the list of rooms tells of an open one, and its refusals have names', async () => {
  await using ada = await aPlayer('Ada')
  const room = await ada.connection.createRoom({ roomName: 'Seek and find', password: 'sesame' })

  const { items } = await ada.client.rooms.list({ search: 'seek AND' })
  expect(items).toMatchObject([{ roomId: room.room.roomId, hasPassword: true, currentUsers: 1 }])

  await using bela = await aPlayer('Bela')
  await expect(bela.connection.joinRoom({ roomId: room.room.roomId })).rejects.toMatchObject({ code: 'wrong_password' })
  await expect(bela.client.rooms.get('nowhere00')).rejects.toMatchObject({ code: 'ROOM_NOT_FOUND', status: 404 })
  await expect(bela.client.rooms.create({ roomName: 'Mine' })).rejects.toMatchObject({ code: 'AUTHORIZATION_ERROR' })
})

test('a member registers and opens a lasting room', async () => {
  const client = createClient({ baseUrl: server.url })
  const ask = { username: 'clara', email: 'clara@example.com', password: 'Nocturne-9-2' }
  const { user } = await client.register(ask)
  expect(user).toMatchObject({ username: 'clara', isGuest: false, email: 'clara@example.com' })

  const room = await client.rooms.create({ roomName: 'Lasting', settings: { noteQuota: 50 } })
  expect(await client.rooms.get(room.roomId)).toMatchObject({ temporary: false, settings: { noteQuota: 50 } })
  await expect(createClient({ baseUrl: server.url }).register(ask)).rejects.toMatchObject({ field: 'username' })
})

test('a guest takes another name, and everybody sees it', async () => {
  await using ada = await aPlayer('Ada')
  await using bela = await aPlayer('Bela')
  const hers = await ada.connection.createRoom({ roomName: 'Names' })
  const his = await bela.connection.joinRoom({ roomId: hers.room.roomId })
  const changed = next(his, 'participants')
  await ada.connection.rename('Augusta')

  expect((await changed)[0]?.user.username).toBe('Augusta')
  expect(ada.client.session?.user.username).toBe('Augusta')
})

test('a player whose connection breaks comes back into the room, and what was written meanwhile is kept once', async () => {
  const sockets: WebSocket[] = []
  class Watched extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols)
      sockets.push(this)
    }
  }
  await using ada = await aPlayer('Ada', { WebSocket: Watched })
  await using bela = await aPlayer('Bela')
  const hers = await ada.connection.createRoom({ roomName: 'Broken lines', password: 'sesame' })
  const his = await bela.connection.joinRoom({ roomId: hers.room.roomId, password: 'sesame' })
  const before = hers.me.number
  const rejoined = next(hers, 'rejoined')
  const heard = next(his, 'messages')

  const sending = hers.sendMessage('Sent into the gap')
  sockets[0]?.close(4000)
  await rejoined
  await sending

  expect(ada.connection.room).toBe(hers)
  expect(hers.me.number).toBeGreaterThan(before)
  expect(hers.messages).toMatchObject([{ text: 'Sent into the gap', mine: true, roomSeq: 1 }])
  expect(await heard).toMatchObject([{ text: 'Sent into the gap' }])
  expect(his.messages).toHaveLength(1)
})

test('a server that is started again gets its guest back', async () => {
  const first = await startTestServer()
  const client = createClient({ baseUrl: first.url })
  await client.enterAsGuest({ username: 'Ada' })
  const connection = client.connect()
  const room = await connection.createRoom({ roomName: 'Short-lived' })
  const ended = next(room, 'closed')
  const { port } = first
  await first[Symbol.asyncDispose]()
  await using _second = await startTestServer({ port })

  expect(await ended).toMatchObject({ cause: 'room_not_found' })
  expect(connection.state.status).toBe('open')
  expect(client.session?.user.username).toBe('Ada')
  connection.close()
})

describe('in a room', () => {
  const password = 'Nocturne-9-2'

  test('a new password ends the other sessions, and leaves whoever changed it in the room under a new one', async () => {
    const cora = createClient({ baseUrl: server.url })
    await cora.register({ username: 'cora', email: 'cora@example.com', password })
    const elsewhere = createClient({ baseUrl: server.url })
    await elsewhere.logIn({ username: 'cora', password })
    await using bela = await aPlayer('Bela')
    const his = await bela.connection.createRoom({ roomName: 'New keys' })
    const hers = await cora.connect().joinRoom({ roomId: his.room.roomId })
    const before = cora.session?.token
    const rejoined = next(hers, 'rejoined')

    await expect(
      cora.account.changePassword({ currentPassword: 'Not-the-1', newPassword: 'Mazurka-17-4' }),
    ).rejects.toMatchObject({ status: 401, tokenRefused: false })
    expect(cora.session?.token).toBe(before)
    await cora.account.changePassword({ currentPassword: password, newPassword: 'Mazurka-17-4' })
    await rejoined

    expect(cora.connection?.room).toBe(hers)
    expect(his.participants.map(({ user }) => user.username)).toContain('cora')
    await expect(cora.call('getProfile')).resolves.toMatchObject({ username: 'cora' })
    await expect(elsewhere.call('getProfile')).rejects.toMatchObject({ status: 401 })
    cora.connection?.close()
  })

  test('a guest becomes an account without leaving it', async () => {
    await using ada = await aPlayer('Ada')
    await using bela = await aPlayer('Bela')
    const his = await bela.connection.createRoom({ roomName: 'Upgrade' })
    const hers = await ada.connection.joinRoom({ roomId: his.room.roomId })
    const before = ada.client.session?.user.userId
    const renamed = next(his, 'participants')

    await ada.client.account.upgradeGuest({ username: 'ada.l', email: 'ada@example.com', password })

    expect((await renamed).map(({ user }) => user.username)).toContain('ada.l')
    expect(ada.client.session?.user).toMatchObject({ userId: before, username: 'ada.l', isGuest: false })
    expect(ada.connection.room).toBe(hers)
    await expect(ada.client.account.updateProfile({ statusText: 'Op. 10' })).resolves.toMatchObject({
      statusText: 'Op. 10',
    })
  })
})
