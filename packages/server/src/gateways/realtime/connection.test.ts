import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { setImmediate as turnOver } from 'node:timers/promises'
import { emptyProfile, publicId, sessionId, userId, type User } from '@tutti/core'
import { createFakeClock } from '@tutti/testkit'
import { decodeMessage, encodeMessage, type OutgoingMember, type ServerMessage } from '@tutti/protocol/realtime'
import { expect, test } from 'vitest'
import { Connection, type ConnectionEvents } from './connection.ts'
import { Link } from './link.ts'
import { mostPerishableBytes, Outbox } from './outbox.ts'
import { Turn } from './turn.ts'

const user: User = {
  kind: 'guest',
  id: userId('user'),
  publicId: publicId('user'),
  username: 'User',
  color: '#ffffff',
  createdAtMs: 0,
  updatedAtMs: 0,
  lastSeenAtMs: 0,
  generation: 0,
  profile: emptyProfile,
}

function setUp(events: Partial<ConnectionEvents> = {}, framesPerSecond = Infinity) {
  const clock = createFakeClock(1_000)
  const codes: number[] = []
  const pings: number[] = []
  const webSocket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    close: (code: number) => codes.push(code),
    ping: () => pings.push(clock.now()),
  })
  const socket = new PassThrough({ highWaterMark: 16 })
  const faults: unknown[] = []
  const away: number[] = []
  const closed: number[] = []
  const link = new Link({ webSocket: webSocket as never, socket, wire: 'proto', framesPerSecond, now: clock.now })
  const connection = new Connection({
    id: 'connection',
    resumeToken: 'token',
    caller: { user, sessionId: sessionId('session') },
    link,
    outbox: new Outbox(socket, 'proto', new Turn((fault) => faults.push(fault))),
    events: {
      onFault: (_: Connection, fault: unknown) => faults.push(fault),
      onAway: (_: Connection, code: number) => away.push(code),
      onClosed: (_: Connection, code: number) => closed.push(code),
      ...events,
    } as never,
    now: clock.now,
    resumeMs: 120_000,
  })
  const hear = (member: OutgoingMember, requestId = 0) =>
    webSocket.emit('message', Buffer.from(encodeMessage(member, { requestId })), true)
  return { clock, webSocket, socket, link, connection, hear, faults, away, closed, codes, pings }
}

/** Small frames. */
async function told(socket: PassThrough): Promise<ServerMessage[]> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  for (let turn = 0; turn < 5; turn += 1) await turnOver()
  const bytes = Buffer.concat(chunks)
  const messages: ServerMessage[] = []
  for (let at = 0; at < bytes.length; at += 2 + (bytes[at + 1] ?? 0)) {
    messages.push(decodeMessage(new Uint8Array(bytes.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0)))))
  }
  return messages
}

const leave: OutgoingMember = { case: 'leaveRoomCommand', value: {} }
const bug = new TypeError('a bug')
const fail = (): never => {
  throw bug
}

test('[R-45] a command whose handler throws is answered with `internal`, noted once, and the next one is done', async () => {
  let calls = 0
  const { hear, socket, faults, codes } = setUp({
    onCommand: () => ((calls += 1) === 1 ? fail() : { case: 'ack', value: {} }),
  })
  hear(leave, 1)
  hear(leave, 2)

  const answers = await told(socket)
  expect(answers.map(({ message, requestId, seq }) => [message.case, requestId, seq])).toEqual([
    ['error', 1, 1],
    ['ack', 2, 2],
  ])
  expect(answers[0]?.message.value).toMatchObject({ code: 'internal' })
  expect(faults).toEqual([bug])
  expect(codes).toEqual([])
})

test('[R-45] a throw on the path of notes, or a rejection that comes late, ends nothing', async () => {
  const { hear, socket, faults } = setUp({ onNotes: fail, onCommand: () => Promise.reject(bug), onHeartbeat: fail })
  hear({ case: 'midiMessage', value: { midiData: Uint8Array.of(0, 0x90, 60, 64) } })
  hear({ case: 'heartbeat', value: { t0: 1n } })
  hear(leave, 3)

  expect((await told(socket)).map(({ message }) => message.case)).toEqual(['error', 'error', 'error'])
  expect(faults).toEqual([bug, bug, bug])
})

test('[P-093] a socket that breaks leaves the session away, a good-bye ends it', () => {
  const broken = setUp()
  broken.webSocket.emit('close', 1006)
  expect([broken.away, broken.closed, broken.connection.awaySinceMs]).toEqual([[1006], [], 1_000])

  const left = setUp()
  left.webSocket.emit('close', 1001)
  expect([left.away, left.closed]).toEqual([[], [1001]])
})

test('[P-093] what is told while nobody is there is kept, and nothing perishable is', () => {
  const { connection, webSocket } = setUp({ onCommand: () => undefined })
  webSocket.emit('close', 1006)
  connection.answer({ case: 'ack', value: {} }, 4)

  expect(connection.outbox.takesPerishables()).toBe(false)
  expect(connection.outbox.missedSince(0)).toHaveLength(1)
})

test('[R-25] a reader that leaves 64 KiB unread is asked for a sign, and is told nothing perishable until it gives one', () => {
  const caughtUp: Connection[] = []
  const { connection, socket, pings, webSocket } = setUp({ onCaughtUp: (behind) => caughtUp.push(behind) })
  expect(connection.outbox.takesPerishables()).toBe(true)
  connection.outbox.write(Buffer.alloc(mostPerishableBytes + 1))
  connection.outbox.endTurn()

  expect(connection.outbox.takesPerishables()).toBe(false)
  expect(pings).toHaveLength(1)
  socket.read()
  socket.read()
  webSocket.emit('pong')

  expect(connection.outbox.takesPerishables()).toBe(true)
  expect(caughtUp).toEqual([connection])
})

test('[R-25] a ping that is not answered for more than a second while data flows tells a slow reader', () => {
  const { connection, link, clock, socket } = setUp()
  Object.assign(socket, { bytesWritten: 0 })
  link.ping()
  clock.advance(1_500)
  expect(link.isSlow(clock.now())).toBe(false)
  Object.assign(socket, { bytesWritten: 4_000 })

  expect(link.isSlow(clock.now())).toBe(true)
  expect(connection.outbox.isBehind).toBe(false)
})

test('[P-096] the round trip is that of the last ping', () => {
  const { link, clock, webSocket } = setUp()
  for (const roundTripMs of [40, 40, 80]) {
    link.ping()
    clock.advance(roundTripMs)
    webSocket.emit('pong')
  }

  expect(link.roundTrip.rttMs).toBe(50)
  expect(link.roundTrip.jitterMs).toBe(10)
})

test('[S-109] a second over the limit is told, the third in ten seconds closes with 4008', () => {
  const { hear, clock, codes } = setUp({ onHeartbeat: () => undefined }, 10)
  for (let second = 0; second < 3; second += 1) {
    expect(codes).toEqual([])
    for (let index = 0; index < 15; index += 1) hear({ case: 'heartbeat', value: { t0: 1n } })
    clock.advance(1_000)
  }

  expect(codes).toEqual([4008])
})
