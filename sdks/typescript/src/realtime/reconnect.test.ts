import { describe, expect, test } from 'vitest'
import { type FakeServer, aPerson, tokenRefused } from '../testing/fake-server.ts'
import { connected, inARoom } from '../testing/in-a-room.ts'
import type { ConnectionState } from './connection-types.ts'

const noteOn = Uint8Array.of(0x90, 60, 100)
const tickets = (server: FakeServer) => server.asked.filter(({ path }) => path === '/api/websocket/ticket').length

describe('a lost connection', () => {
  test('is made again within the jittered delay, and says so', async () => {
    const { server, connection, time } = await connected({ random: () => 0.5 })
    await time.pass(10_000)
    const states: ConnectionState[] = []
    connection.on('state', (state) => states.push(state))
    const droppedAtMs = time.wallMs()
    server.socket?.drop()
    await time.pass(1_000)

    expect(states).toEqual([{ status: 'reconnecting', attempt: 1, retryAtMs: droppedAtMs + 125 }, { status: 'open' }])
    expect(tickets(server)).toBe(2)
  })

  test('waits as long as a server that stops has asked for', async () => {
    const { server, connection, time } = await connected()
    server.tell({ case: 'reconnect', value: { inMs: 4_000 } })
    await time.pass(1_000)
    server.socket?.drop(1012)
    expect(connection.state).toMatchObject({ status: 'reconnecting', retryAtMs: time.wallMs() + 3_000 })
    await time.pass(3_100)

    expect(connection.state.status).toBe('open')
  })

  test.each([1001, 1006, 1011, 1012, 4001, 4007, 4009, 4499])('close code %i: it is made again', async (code) => {
    const { server, connection, time } = await connected()
    server.socket?.drop(code)
    await time.pass(1_000)

    expect(connection.state.status).toBe('open')
  })

  test.each([
    [1000, 'bye'],
    [4503, 'banned'],
    [4504, 'resumed_elsewhere'],
    [4505, 'too_many_connections'],
    [4511, 'bad_frames'],
    [4512, 'version'],
    [4999, 'refused'],
  ] as const)('close code %i: it is not (%s)', async (code, reason) => {
    const { server, client, connection, time } = await connected()
    server.socket?.drop(code)
    await time.pass(60_000)

    expect(connection.state).toEqual({ status: 'closed', reason, code })
    expect(client.session).not.toBeNull()
    expect(time.pending).toBe(0)
  })

  test('close code 4501: the session is dropped too', async () => {
    const { server, client, connection } = await connected()
    server.socket?.drop(4501)

    expect(connection.state).toMatchObject({ status: 'closed', reason: 'auth_ended' })
    expect(client.session).toBeNull()
  })

  test('a connection after the end is a new one', async () => {
    const { client, connection, time } = await connected()
    connection.close()
    const next = client.connect()
    await time.pass(100)

    expect(next).not.toBe(connection)
    expect(next.state.status).toBe('open')
  })

  test('a guest whose session is over comes back as a new guest under the same name', async () => {
    const { server, client, connection, time } = await connected()
    let refusals = 0
    server.answerHttp = ({ path, token }) => {
      if (path !== '/api/websocket/ticket' || token !== 'Bearer token-1') return undefined
      refusals += 1
      return tokenRefused()
    }
    server.socket?.drop()
    await time.pass(1_000)

    expect(refusals).toBe(1)
    expect(connection.state.status).toBe('open')
    expect(client.session).toMatchObject({ token: 'token-2', user: { userId: 'guest-2', username: 'Ada' } })
  })
})

describe('going back into the room', () => {
  test('the room stays the same object, its contents are new', async () => {
    const { server, connection, time, room } = await inARoom({}, (there) => {
      there.others = [aPerson(1), aPerson(2)]
    })
    const firstMe = room.me.number
    const told: string[] = []
    for (const event of ['rejoined', 'participants', 'notesOff', 'closed'] as const)
      room.on(event, () => told.push(event))
    connection.on('room', () => told.push('room'))
    server.socket?.drop()
    server.others = [aPerson(2), aPerson(7, { channels: [{ channel: 0, held: [{ key: 60, velocity: 90 }] }] })]
    await time.pass(1_000)

    expect(connection.room).toBe(room)
    expect(server.heardOf('joinRoomCommand')).toMatchObject([
      { roomId: 'room-1', password: 'sesame' },
      { roomId: 'room-1', password: 'sesame' },
    ])
    expect(room.participants.map(({ number }) => number)).toEqual([2, room.me.number, 7].toSorted((a, b) => a - b))
    expect(room.me.number).not.toBe(firstMe)
    expect(room.initialChannels.get(7)).toMatchObject([{ channel: 0, held: [{ key: 60, velocity: 90 }] }])
    expect(told).toEqual(['notesOff', 'notesOff', 'participants', 'rejoined'])
  })

  test('what the others hold ends when the connection goes', async () => {
    const { server, room } = await inARoom({}, (there) => {
      there.others = [aPerson(1)]
    })
    const ended: unknown[] = []
    room.on('notesOff', (notesOff) => ended.push(notesOff))
    server.socket?.drop()

    expect(ended).toEqual([
      { participant: 1, channels: Array.from({ length: 16 }, (_, at) => at), cause: 'connection_lost' },
    ])
  })

  test('a room that is gone ends with the code that says so', async () => {
    const { server, connection, time, room } = await inARoom()
    const ends: string[] = []
    room.on('closed', ({ cause }) => ends.push(cause))
    server.answer = ({ message, requestId }, socket) => {
      if (message.case !== 'joinRoomCommand') return false
      socket.tell({ case: 'error', value: { code: 'room_not_found', message: 'Gone.' } }, requestId)
      return true
    }
    server.socket?.drop()
    await time.pass(1_000)

    expect(ends).toEqual(['room_not_found'])
    expect(connection.room).toBeNull()
    expect(connection.state.status).toBe('open')
  })

  test('a room that is still full of us is tried again', async () => {
    const { server, connection, time, room } = await inARoom()
    let refusals = 0
    server.answer = ({ message, requestId }, socket) => {
      if (message.case !== 'joinRoomCommand' || refusals >= 2) return false
      refusals += 1
      socket.tell({ case: 'error', value: { code: 'room_full', message: 'Full.' } }, requestId)
      return true
    }
    server.socket?.drop()
    await time.pass(6_000)

    expect(refusals).toBe(2)
    expect(connection.room).toBe(room)
    room.play(noteOn)
    await time.pass(10)
    expect(server.heardOf('midiMessage')).toHaveLength(1)
  })

  test('another room that was asked for meanwhile has the last word', async () => {
    const { server, connection, time, room } = await inARoom()
    server.socket?.drop()
    const joining = connection.joinRoom({ roomId: 'room-2' })
    await time.pass(1_000)

    expect((await joining).room.roomId).toBe('room-2')
    expect(connection.room).not.toBe(room)
    expect(server.heardOf('joinRoomCommand').map(({ roomId }) => roomId)).toEqual(['room-1', 'room-1', 'room-2'])
  })

  test('a room that is left on the way back into it is left there too', async () => {
    const { server, connection, time, room } = await inARoom()
    server.delays = { up: 100, down: 0 }
    const rooms: unknown[] = []
    connection.on('room', (next) => rooms.push(next))
    connection.on('welcome', () => time.after(10, () => void room.leave()))
    server.socket?.drop()
    await time.pass(2_000)

    expect(rooms).toEqual([null])
    expect(server.heardOf('joinRoomCommand')).toHaveLength(2)
    expect(server.heardOf('leaveRoomCommand')).toHaveLength(1)
  })

  test('a room that was left is not entered again', async () => {
    const { server, connection, time, room } = await inARoom()
    await room.leave()
    server.socket?.drop()
    await time.pass(1_000)

    expect(connection.room).toBeNull()
    expect(server.heardOf('joinRoomCommand')).toHaveLength(1)
  })
})
