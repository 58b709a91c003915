import { setImmediate as turnOver } from 'node:timers/promises'
import { LiveRooms, messageId, sessionId, type MessageStore, type Room, type User } from '@tutti/core'
import { createTestPorts } from '@tutti/testkit'
import { aGuest, aRoom } from '@tutti/testkit/contracts'
import { expect, test, vi } from 'vitest'
import { Connection } from './connection.ts'
import { Outbox } from './outbox.ts'
import type { Ports } from './ports.ts'
import { resumeSession } from './resume-session.ts'
import { RoomFeed } from './room-feed.ts'
import { Rooms } from './rooms.ts'
import { Turn } from './turn.ts'

const throwIt = (fault: unknown): never => {
  throw fault
}

/** Reading takes a turn of the event loop, as it does from a database. */
function slowly(messages: MessageStore): MessageStore {
  const latest: MessageStore['latest'] = async (...asked) => {
    await turnOver()
    return messages.latest(...asked)
  }
  return { ...messages, latest }
}

async function aScene(more: Partial<Room> = {}) {
  const test = createTestPorts()
  const ports = { ...test, messages: slowly(test.messages) } as unknown as Ports
  const room = aRoom(more)
  await ports.rooms.add(room)
  const turn = new Turn(throwIt)
  const live = new LiveRooms()
  const rooms = new Rooms({ ports, live, turn, closeAfterMs: 60_000, onFault: throwIt })
  const faults: unknown[] = []
  const closed: number[] = []
  const connect = (user: User = aGuest()): Connection => {
    const socket = { writableLength: 0, cork: () => {}, uncork: () => {}, write: () => true } as never
    const close = (code: number): number => closed.push(code)
    const link = { socket, wire: 'proto', serve: () => undefined, close, ping: () => undefined } as never
    const events = {
      onFault: (_: Connection, fault: unknown) => faults.push(fault),
      onAway: () => {},
      onClosed: () => {},
    }
    return new Connection({
      id: `connection of ${user.id}`,
      resumeToken: `token of ${user.id}`,
      caller: { user, sessionId: sessionId('session') },
      link,
      outbox: new Outbox(socket, 'proto', turn),
      events: events as never,
      now: ports.clock.now,
      resumeMs: 120_000,
    })
  }
  const enter = async (connection: Connection, waits = false): Promise<Connection> => {
    await rooms.enter(connection, room, { listens: false, waits, requestId: 1 })
    return connection
  }
  return { ports, retention: test.retention, room, rooms, live, faults, closed, connect, enter }
}

test('[CHAT-13] a room is entered whose last message is forgotten', async () => {
  const { ports, retention, room, rooms, connect, enter } = await aScene()
  const ana = await enter(connect())
  const draft = { id: messageId('m'), roomId: room.id, type: 'user', userId: ana.user.id, username: 'Ana' } as const
  const said = { text: 'Hi', sentAtMs: 1, clientMessageId: null, isEmote: false, replyTo: null, mentions: [] }
  const { roomSeq } = await ports.messages.add({ ...draft, ...said })
  const message = { ...draft, ...said, roomSeq, editedAtMs: null, removedAtMs: null }
  if (ana.seat) rooms.channelOf(room.id)?.tellChat(message, ana.seat)
  await retention.removeMessages(2)

  const bo = await enter(connect())

  expect(bo.seat?.participant.number).toBe(2)
})

test('[ROOM-14] whoever leaves the line while its turn comes stays out', async () => {
  const { rooms, live, room, connect, enter } = await aScene({ maxUsers: 1 })
  const ana = await enter(connect())
  const bo = await enter(connect(), true)

  rooms.leave(ana, 'left')
  rooms.leaveQueue(bo)
  for (let turn = 0; turn < 5; turn += 1) await turnOver()

  expect(bo.seat).toBeUndefined()
  expect(live.find(room.id)?.isEmpty).toBe(true)
})

test('[ROOM-16] of whoever is at the door no more nothing is known, and the store is asked again', async () => {
  const { ports, rooms, room, connect, enter } = await aScene()
  await enter(connect())
  const banned = aGuest()
  await ports.users.addGuest(banned)
  const ban = { roomId: room.id, userId: banned.id, username: 'Bo', byId: null, createdAtMs: 0, endsAtMs: null }
  await ports.roomSanctions.putBan({ ...ban, reason: '' })
  const channel = rooms.channelOf(room.id)

  for (let attempt = 0; attempt < 2; attempt += 1) {
    await expect(enter(connect(banned))).rejects.toMatchObject({ code: 'banned_from_room' })
    expect(channel?.live.sanctions.banOf(banned.id, 1)).toBeNull()
  }
})

test('[P-093] a client that comes back and cannot be told how the room is is closed, and may come again', async () => {
  const { connect, faults, closed } = await aScene()
  const user = aGuest()
  const [lost, fresh] = [connect(user), connect(user)]
  lost.close(4007)
  const fault = new Error('away')

  resumeSession(
    {
      connections: { findByResumeToken: () => lost },
      onBack: () => undefined,
      onCaughtUp: () => undefined,
      withArrival: () => Promise.reject(fault),
    },
    fresh,
    { value: { resumeToken: lost.resumeToken, lastSeq: 5 }, requestId: 1 },
  )
  await turnOver()

  expect(closed).toEqual([4007, 1011])
  expect([lost.hasEnded, lost.link]).toEqual([false, undefined])
  expect(faults).toEqual([fault])
})

test('[R-45] nothing is looked up for a list of rooms that nobody watches any more', async () => {
  vi.useFakeTimers()
  try {
    const { ports, live, connect, room } = await aScene()
    const faults: unknown[] = []
    const feed = new RoomFeed({ ports, live, onFault: (fault) => faults.push(fault) })
    await feed.watch(connect(), { search: '', type: undefined })
    feed[Symbol.dispose]()
    vi.spyOn(ports.rooms, 'find').mockRejectedValue(new Error('closed'))

    feed.mark(room.id)
    await vi.advanceTimersByTimeAsync(1_000)

    expect(faults).toEqual([])
  } finally {
    vi.useRealTimers()
  }
})
