import { LeaveCause } from '@tutti/protocol/realtime'
import { describe, expect, test } from 'vitest'
import { connected, inARoom } from '../testing/in-a-room.ts'
import type { FakeServer } from '../testing/fake-server.ts'

/** The room is full: whoever is ready to wait waits. */
function fill(server: FakeServer): void {
  server.answer = ({ message, requestId }, socket) => {
    if (message.case !== 'joinRoomCommand' || !message.value.wait) return false
    socket.tell({ case: 'queuePosition', value: { roomId: message.value.roomId, position: 2, length: 2 } }, requestId)
    return true
  }
}

async function waiting() {
  const there = await connected()
  fill(there.server)
  const told: unknown[] = []
  there.connection.on('queue', (place) => told.push(place?.position ?? null))
  const joining = there.connection.joinRoom({ roomId: 'room-1', wait: true })
  const outcome = joining.catch((error: unknown) => error)
  await there.time.pass(1)
  return { ...there, told, outcome }
}

describe('waiting for a place', () => {
  test('[ROOM-14] the position is told, and the join resolves with the room once there is a place', async () => {
    const { server, connection, time, told, outcome } = await waiting()
    expect(connection.queue).toMatchObject({ roomId: 'room-1', position: 2, length: 2 })

    server.tell({ case: 'queuePosition', value: { roomId: 'room-1', position: 1, length: 1 } })
    if (server.socket) server.letIn(server.socket, 0, 'room-1')
    await time.pass(1)

    expect(await outcome).toBe(connection.room)
    expect(told).toEqual([2, 1, null])
    expect(connection.room?.room.roomId).toBe('room-1')
  })

  test('leaving the queue tells the server and rejects the join', async () => {
    const { server, connection, time, told, outcome } = await waiting()
    const leaving = connection.leaveQueue()
    await time.pass(1)
    await leaving

    expect(await outcome).toMatchObject({ code: 'queue_left' })
    expect(server.heardOf('leaveQueueCommand')).toHaveLength(1)
    expect([connection.queue, told]).toEqual([null, [2, null]])
  })

  test.each([
    ['a refusal', 'banned_from_room', { position: 0, refusal: { code: 'banned_from_room', message: 'No.' } }],
    ['its end', 'room_closed', undefined],
  ])('%s of the room ends the waiting', async (_, code, value) => {
    const { server, time, connection, outcome } = await waiting()
    if (value) server.tell({ case: 'queuePosition', value: { roomId: 'room-1', ...value } })
    else server.tell({ case: 'roomClosed', value: { roomId: 'room-1' } })
    await time.pass(1)

    expect(await outcome).toMatchObject({ code })
    expect(connection.queue).toBeNull()
  })

  test('a lost connection waits again, and a closed one no more', async () => {
    const { server, connection, time, outcome } = await waiting()
    server.socket?.drop()
    await time.pass(1_000)
    expect(server.heardOf('joinRoomCommand').map(({ wait }) => wait)).toEqual([true, true])

    connection.close()
    expect(await outcome).toMatchObject({ code: 'connection_closed' })
  })
})

describe('what happens to a room', () => {
  test('[P-041] a changed room is a new snapshot', async () => {
    const { server, time, room } = await inARoom()
    const told: unknown[] = []
    room.on('room', ({ roomName, settings }) => told.push([roomName, settings.allowChat, settings.noteQuota]))

    const settings = { allowChat: false }
    server.tell({ case: 'roomUpdated', value: { room: { roomId: 'room-1', roomName: 'Later', settings } } })
    await time.pass(1)

    expect(told).toEqual([['Later', false, 200]])
    expect(room.room.roomName).toBe('Later')
  })

  test.each([
    [LeaveCause.KICKED, 'kicked'],
    [LeaveCause.BANNED, 'banned'],
    [LeaveCause.ROOM_CLOSED, 'room_closed'],
    [LeaveCause.UNSPECIFIED, 'room_closed'],
  ])('[P-042] [S-59] cause %i is told as %s, with the reason', async (cause, expected) => {
    const { server, connection, time, room } = await inARoom()
    const told: unknown[] = []
    room.on('closed', (end) => told.push(end))

    server.tell({ case: 'roomClosed', value: { roomId: 'another', cause } })
    server.tell({ case: 'roomClosed', value: { roomId: 'room-1', cause, reason: 'Too loud' } })
    await time.pass(1)

    expect(told).toEqual([{ cause: expected, reason: 'Too loud' }])
    expect(connection.room).toBeNull()
  })

  test('[ROOM-16] a muted player is shown as one and sends nothing', async () => {
    const { server, time, room } = await inARoom()
    const { number, user } = room.me
    const participant = { participant: number, user: { ...user, guest: true }, notesMuted: true, chatMuted: true }
    server.tell({ case: 'participantUpdated', value: { participant } })
    await time.pass(1)

    room.play(Uint8Array.of(0x90, 60, 64))
    await time.pass(100)

    expect(room.me).toMatchObject({ mayPlay: false, isNotesMuted: true, isChatMuted: true })
    expect(server.heardOf('midiMessage')).toEqual([])
  })

  test('[P-070] a greeting stands behind what was said', async () => {
    const { server, time, room } = await inARoom({}, (fake) => {
      fake.history.push(fake.said({ message: 'one', userId: 'user-9' }))
    })
    server.tell({ case: 'chatMessage', value: { message: 'Be kind', messageType: 2, messageId: 'g' } })
    await time.pass(1)

    expect(room.messages.map(({ text, type }) => [text, type])).toEqual([
      ['one', 'user'],
      ['Be kind', 'system'],
    ])
  })
})
