import { unpackMidi } from '@tutti/core'
import { NotesOffCause } from '@tutti/protocol/realtime'
import { describe, expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { FakeServer, aPerson, refused } from '../testing/fake-server.ts'
import { connected, inARoom } from '../testing/in-a-room.ts'
import { VirtualTime } from '../testing/virtual-time.ts'
import type { TuttiError } from '../tutti-error.ts'
import type { ConnectionState } from './connection-types.ts'

const noteOn = Uint8Array.of(0x90, 60, 100)
const tickets = (server: FakeServer) => server.asked.filter(({ path }) => path === '/api/websocket/ticket').length

describe('connecting', () => {
  test('it opens with a ticket and the welcome', async () => {
    const { server, client, connection } = await connected()

    expect(connection.state).toEqual({ status: 'open' })
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/auth/guest',
      'POST /api/websocket/ticket',
    ])
    expect(server.asked[1]?.token).toBe('Bearer token-1')
    expect(server.socket?.binaryType).toBe('arraybuffer')
    expect(client.connect()).toBe(connection)
  })

  test('without a session it is closed for good, and says why', async () => {
    const server = new FakeServer(new VirtualTime())
    const connection = createClient(server.options).connect()
    const errors: TuttiError[] = []
    connection.on('error', (error) => errors.push(error))
    await server.time.pass(10)

    expect(connection.state).toEqual({ status: 'closed', reason: 'not_authenticated', code: 401 })
    expect(errors.map(({ code }) => code)).toEqual(['AUTHENTICATION_ERROR'])
    expect(server.asked).toEqual([])
  })

  test('while the server is busy it tries again, not before it is told to', async () => {
    const { server, client, connection, time } = await connected()
    connection.close()
    server.answerHttp = () => refused(503, { code: 'SERVICE_UNAVAILABLE', message: 'Busy' }, { 'retry-after': '3' })
    const again = client.connect()
    await time.pass(2_900)

    expect(again.state).toMatchObject({ status: 'reconnecting', attempt: 1 })
    expect(tickets(server)).toBe(2)
    server.answerHttp = () => undefined
    await time.pass(200)
    expect(again.state.status).toBe('open')
  })

  test('a server that says no welcome within 10 s is tried again', async () => {
    const { server, client, connection, time } = await connected()
    connection.close()
    server.delays = { up: 0, down: Number.POSITIVE_INFINITY }
    const again = client.connect()
    await time.pass(9_900)
    expect(again.state.status).toBe('connecting')
    server.delays = { up: 0, down: 0 }
    await time.pass(1_000)

    expect(again.state.status).toBe('open')
  })

  test('closing is final, refuses what was asked and leaves no timer', async () => {
    const { server, connection, time, room } = await inARoom()
    server.answer = ({ message }) => message.case !== 'heartbeat'
    const renaming = connection.rename('Nobody')
    const ends: string[] = []
    room.on('closed', ({ cause }) => ends.push(cause))
    connection.close()

    await expect(renaming).rejects.toMatchObject({ code: 'connection_lost' })
    await expect(connection.rename('Nobody')).rejects.toMatchObject({ code: 'connection_closed' })
    expect(ends).toEqual(['connection_closed'])
    expect(connection.room).toBeNull()
    expect(connection.state).toEqual({ status: 'closed', reason: 'client', code: 1000 })
    expect(server.closes).toEqual([1000])
    expect(time.pending).toBe(0)
  })

  test('the JSON wire says the same', async () => {
    const { server, time, room } = await inARoom({ wire: 'json' })
    server.answer = ({ message }) => message.case === 'midiMessage'
    room.play(noteOn)
    await room.sendMessage('Hello')
    await time.pass(10)

    expect(server.socket?.frames.every((frame) => typeof frame === 'string')).toBe(true)
    expect(server.heardOf('midiMessage')).toHaveLength(1)
    expect(room.messages).toMatchObject([{ text: 'Hello', mine: true }])
  })
})

describe('the heartbeat', () => {
  test('eight in the first two seconds, then one in fifteen', async () => {
    const { server, time } = await connected()
    expect(server.heardOf('heartbeat')).toHaveLength(8)
    await time.pass(45_000)

    expect(server.heardOf('heartbeat')).toHaveLength(11)
  })

  test('one every two seconds while there is music, and for ten seconds more', async () => {
    const { server, time, room } = await inARoom()
    await time.pass(60_000)
    const before = server.heardOf('heartbeat').length
    for (let second = 0; second < 20; second += 1) {
      room.play(noteOn)
      await time.pass(1_000)
    }

    expect(server.heardOf('heartbeat').length - before).toBeGreaterThanOrEqual(10)
    await time.pass(10_000)
    const after = server.heardOf('heartbeat').length
    await time.pass(60_000)
    expect(server.heardOf('heartbeat').length - after).toBeLessThanOrEqual(5)
  })

  test('it measures the clock of the server', async () => {
    const time = new VirtualTime()
    const server = new FakeServer(time, 123_456)
    server.delays = { up: 20, down: 20 }
    const client = createClient(server.options)
    await client.enterAsGuest()
    const { clock } = client.connect()
    await time.pass(3_000)

    expect(clock.synchronised).toBe(true)
    expect(clock.rttMs).toBeCloseTo(40)
    expect(clock.now()).toBeCloseTo(server.now(), 2)
    expect(clock.offsetMs).toBeCloseTo(123_456, 2)
  })

  test('two answers that do not come mean a dead link, which is made anew', async () => {
    const { server, connection, time } = await connected()
    server.delays = { up: 0, down: Number.POSITIVE_INFINITY }
    await time.pass(15_000 + 7_000)
    expect(connection.state.status).toBe('open')
    await time.pass(2_000)
    expect(server.closes).toEqual([4007])
    server.delays = { up: 0, down: 0 }
    await time.pass(12_000)

    expect(connection.state.status).toBe('open')
  })
})

describe('a lost connection', () => {
  test('is made again within the jittered delay, and says so', async () => {
    const { server, connection, time } = await connected({ random: () => 0.5 })
    await time.pass(10_000)
    const states: ConnectionState[] = []
    connection.on('state', (state) => states.push(state))
    const droppedAtMs = time.wallMs()
    server.socket?.drop()
    await time.pass(1_000)

    expect(states).toEqual([
      { status: 'reconnecting', attempt: 1, retryAtMs: droppedAtMs + 125 },
      { status: 'open' },
    ])
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
      return refused(401, { code: 'AUTHENTICATION_ERROR', message: 'The token has expired.' })
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
    for (const event of ['rejoined', 'participants', 'notesOff', 'closed'] as const) room.on(event, () => told.push(event))
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

    expect(ended).toEqual([{ participant: 1, channels: Array.from({ length: 16 }, (_, at) => at), cause: 'connection_lost' }])
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

  test('a room that was left is not entered again', async () => {
    const { server, connection, time, room } = await inARoom()
    await room.leave()
    server.socket?.drop()
    await time.pass(1_000)

    expect(connection.room).toBeNull()
    expect(server.heardOf('joinRoomCommand')).toHaveLength(1)
  })
})

describe('playing', () => {
  test('what is played arrives with the time of the server, counted per connection', async () => {
    const { server, time, room } = await inARoom()
    room.play(noteOn)
    await time.pass(100)
    const playedAtMs = server.now()
    room.play(Uint8Array.of(0x80, 60, 0))
    await time.pass(100)

    const [on, off] = server.heardOf('midiMessage')
    expect([on?.sequence, off?.sequence]).toEqual([1, 2])
    expect(unpackMidi(on?.midiData ?? new Uint8Array()).map(({ bytes }) => [...bytes])).toEqual([[0x90, 60, 100]])
    expect(Number(off?.timestamp)).toBe(Math.floor(playedAtMs))
  })

  test('what others play is told with its moments', async () => {
    const { server, time, room } = await inARoom()
    const heard: unknown[] = []
    room.on('notes', (notes) => heard.push(notes))
    const midiData = Uint8Array.of(0, 0x90, 60, 100, 25, 0x80, 60, 0)
    server.tell({ case: 'midiMessage', value: { midiData, timestamp: 5_000n, sequence: 3, participant: 9 } })
    await time.pass(1)

    expect(heard).toEqual([
      {
        participant: 9,
        sequence: 3,
        events: [
          { atMs: 5_000, bytes: Uint8Array.of(0x90, 60, 100) },
          { atMs: 5_002.5, bytes: Uint8Array.of(0x80, 60, 0) },
        ],
      },
    ])
  })

  test('who may not play sends nothing, nor does anybody while there is no connection', async () => {
    const { server, time, room } = await inARoom()
    server.tell({ case: 'participantUpdated', value: { participant: aPerson(room.me.number, { mayPlay: false }) } })
    await time.pass(1)
    room.play(noteOn)
    await time.pass(100)
    expect(room.me.mayPlay).toBe(false)
    expect(server.heardOf('midiMessage')).toEqual([])

    server.socket?.drop()
    room.play(noteOn)
    await time.pass(1_000)
    expect(server.heardOf('midiMessage')).toEqual([])
  })

  test('notes that end and a quota that is spent are told', async () => {
    const { server, time, room } = await inARoom()
    const told: unknown[] = []
    room.on('notesOff', (notesOff) => told.push(notesOff))
    room.on('quota', (quota) => told.push(quota))
    server.tell({ case: 'notesOff', value: { participant: 4, channels: [0, 9], cause: NotesOffCause.SILENT } })
    server.tell({ case: 'quota', value: { remaining: 3, refillAt: 77n, dropped: 2 } })
    await time.pass(1)

    expect(told).toEqual([
      { participant: 4, channels: [0, 9], cause: 'silent' },
      { remaining: 3, refillAtMs: 77, dropped: 2 },
    ])
  })

  test('a frame that cannot be read is told as an error and harms nothing', async () => {
    const { server, connection, time, room } = await inARoom()
    const codes: string[] = []
    connection.on('error', ({ code }) => codes.push(code))
    server.socket?.tellRaw(Uint8Array.of(0xff, 0xff))
    server.tell({ case: 'midiMessage', value: { midiData: Uint8Array.of(0, 0x90), timestamp: 1n, participant: 2 } })
    await time.pass(1)

    expect(codes).toEqual(['malformed_message', 'malformed_message'])
    expect(connection.room).toBe(room)
  })
})
