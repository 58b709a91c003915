import { unpackMidi } from '@tutti/core'
import { NotesOffCause } from '@tutti/protocol/realtime'
import { describe, expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { FakeServer, aPerson, refused } from '../testing/fake-server.ts'
import { connected, inARoom } from '../testing/in-a-room.ts'
import { VirtualTime } from '../testing/virtual-time.ts'
import type { TuttiError } from '../tutti-error.ts'

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
      room.play(Uint8Array.of(0x80, noteOn[1] ?? 0, 0))
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
    await time.pass(21_000)
    expect(connection.state.status).toBe('open')
    await time.pass(2_000)
    expect(server.closes).toEqual([4007])
    server.delays = { up: 0, down: 0 }
    await time.pass(12_000)

    expect(connection.state.status).toBe('open')
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
    expect(unpackMidi(on?.midiData ?? new Uint8Array())).toEqual([{ offsetMs: expect.any(Number), bytes: noteOn }])
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
