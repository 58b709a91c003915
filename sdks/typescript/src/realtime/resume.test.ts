import { encodeMessage, type OutgoingMember } from '@tutti/protocol/realtime'
import { describe, expect, test } from 'vitest'
import { aPerson, type FakeServer } from '../testing/fake-server.ts'
import { inARoom } from '../testing/in-a-room.ts'
import type { Continuity } from './resumption.ts'

const noteOn = Uint8Array.of(0x90, 60, 100)
const noteOff = Uint8Array.of(0x80, 60, 64)

/** As the server tells what is reliable. */
function tell(server: FakeServer, member: OutgoingMember, seq: number): void {
  server.socket?.tellRaw(encodeMessage(member, { seq }))
}

const chat = (server: FakeServer, message: string): OutgoingMember => {
  const said = server.said({ userId: 'user-1', message })
  server.history.push(said)
  return { case: 'chatMessage', value: said }
}

type Resumed = Extract<OutgoingMember, { case: 'resumed' }>['value']

/** A server that lets clients go on, or does not. */
function resumes(server: FakeServer, answer: ((lastSeq: number) => Resumed) | null): void {
  server.resumeToken = 'the first'
  server.answer = ({ message, requestId }, socket) => {
    if (message.case !== 'resume') return false
    if (answer) socket.tell({ case: 'resumed', value: answer(message.value.lastSeq) }, requestId)
    else socket.tell({ case: 'error', value: { code: 'session_lost', message: 'Gone.' } }, requestId)
    return true
  }
}

async function resumable(answer: ((lastSeq: number) => Resumed) | null = (lastSeq) => ({ lastSeq })) {
  const scene = await inARoom({}, (there) => {
    there.others = [aPerson(1)]
  })
  // The connection of the first welcome knew no token.
  resumes(scene.server, answer)
  scene.server.socket?.drop()
  await scene.time.pass(1_000)
  const outcomes: Continuity[] = []
  scene.connection.on('continuity', (outcome) => outcomes.push(outcome))
  return { ...scene, outcomes }
}

async function comeBack({ server, time }: { server: FakeServer; time: { pass(ms: number): Promise<void> } }) {
  server.socket?.drop()
  await time.pass(1_000)
}

describe('[P-093] a session that goes on', () => {
  test('is asked for with the token of its welcome and the last seq, before all else', async () => {
    const scene = await resumable()
    tell(scene.server, chat(scene.server, 'one'), 1)
    tell(scene.server, chat(scene.server, 'two'), 2)
    await scene.time.pass(10)
    await comeBack(scene)

    expect(scene.server.heardOf('resume')).toMatchObject([{ resumeToken: 'the first', lastSeq: 2 }])
    expect(scene.outcomes).toEqual(['resumed'])
    expect(scene.server.heardOf('joinRoomCommand')).toHaveLength(2)
    expect(scene.connection.room).toBe(scene.room)
  })

  test('hears what it missed once, whatever is told twice', async () => {
    const scene = await resumable((lastSeq) => ({ lastSeq, missed: 1 }))
    tell(scene.server, chat(scene.server, 'one'), 1)
    await scene.time.pass(10)
    await comeBack(scene)
    tell(scene.server, chat(scene.server, 'two'), 2)
    tell(scene.server, { case: 'chatMessage', value: { message: 'a repetition', messageId: 'x' } }, 2)
    await scene.time.pass(10)

    expect(scene.room.messages.map(({ text }) => text).slice(-2)).toEqual(['one', 'two'])
  })

  test('answers come to what was asked before the drop, under the same number', async () => {
    const scene = await resumable()
    scene.server.delays = { up: Number.POSITIVE_INFINITY, down: 0 }
    const sending = scene.room.sendMessage('hello')
    await scene.time.pass(10)
    scene.server.delays = { up: 0, down: 0 }
    await comeBack(scene)

    await sending
    expect(scene.room.messages.filter(({ text }) => text === 'hello')).toMatchObject([{ mine: true }])
    expect(scene.server.heardOf('chatMessage')).toHaveLength(1)
  })

  test('what is asked meanwhile is asked once everything missed is heard', async () => {
    const scene = await resumable((lastSeq) => ({ lastSeq, missed: 1 }))
    scene.server.socket?.drop()
    const sending = scene.room.sendMessage('patience')
    await scene.time.pass(1_000)
    expect(scene.server.heardOf('chatMessage')).toEqual([])
    tell(scene.server, chat(scene.server, 'missed'), 1)
    await scene.time.pass(10)

    await sending
    expect(scene.server.heardOf('chatMessage')).toHaveLength(1)
  })

  test('what sounds is told anew, and a key that was lifted meanwhile is lifted for the others', async () => {
    const scene = await resumable()
    scene.room.play(noteOn)
    await scene.time.pass(10)
    scene.server.socket?.drop()
    scene.room.play(noteOff)
    await scene.time.pass(1_000)
    const back: unknown[] = []
    scene.room.on('rejoined', (room) => back.push(room))
    const me = scene.room.me.number
    const held = { channels: [{ held: [{ key: 60, velocity: 100 }] }] }
    scene.server.tell({
      case: 'soundState',
      value: {
        participants: [
          { participant: 1, ...held },
          { participant: me, ...held },
        ],
      },
    })
    await scene.time.pass(20)

    expect(back).toEqual([scene.room])
    expect(scene.room.initialChannels.get(1)).toMatchObject([{ held: [{ key: 60 }] }])
    expect([...(scene.server.heardOf('midiMessage').at(-1)?.midiData ?? [])].slice(-3)).toEqual([0x80, 60, 64])
  })

  test('a room that was left meanwhile is left there too', async () => {
    const scene = await resumable()
    scene.server.socket?.drop()
    await scene.room.leave()
    await scene.time.pass(1_000)

    expect(scene.server.heardOf('leaveRoomCommand')).toHaveLength(1)
    expect(scene.connection.room).toBeNull()
  })

  test('a room that is left before the server has answered is left there too', async () => {
    const scene = await resumable()
    scene.connection.on('welcome', () => void scene.room.leave())
    await comeBack(scene)

    expect(scene.server.heardOf('leaveRoomCommand')).toHaveLength(1)
    expect(scene.connection.room).toBeNull()
  })

  test('keys that are still down keep the server hearing of us', async () => {
    const scene = await resumable()
    scene.room.play(noteOn)
    await comeBack(scene)
    await scene.time.pass(30_000)
    const before = scene.server.heardOf('heartbeat').length
    await scene.time.pass(10_000)

    expect(scene.server.heardOf('heartbeat').length - before).toBe(5)
  })

  test('heartbeats say what has come', async () => {
    const scene = await resumable()
    tell(scene.server, chat(scene.server, 'one'), 1)
    await scene.time.pass(20_000)

    expect(scene.server.heardOf('heartbeat').at(-1)).toMatchObject({ lastSeq: 1 })
  })
})

test('[P-093] with a snapshot the room is as it is now', async () => {
  const scene = await resumable((_lastSeq) => ({
    lastSeq: 9_000,
    snapshot: true,
    room: { room: { roomId: 'room-1', roomName: 'Renamed' }, participant: 2, participants: [aPerson(2), aPerson(7)] },
  }))
  await comeBack(scene)

  expect(scene.outcomes).toEqual(['resynced'])
  expect(scene.room.room.roomName).toBe('Renamed')
  expect(scene.room.participants.map(({ number }) => number)).toEqual([2, 7])
  tell(scene.server, chat(scene.server, 'live'), 9_001)
  await scene.time.pass(10)
  expect(scene.room.messages.at(-1)?.text).toBe('live')
})

test('[P-093] with a snapshot a room that was left meanwhile is not entered', async () => {
  const scene = await resumable(() => ({
    snapshot: true,
    room: { room: { roomId: 'room-1' }, participant: 2, participants: [aPerson(2)] },
  }))
  const rooms: unknown[] = []
  scene.connection.on('room', (room) => rooms.push(room))
  scene.server.socket?.drop()
  await scene.room.leave()
  await scene.time.pass(1_000)

  expect(rooms).toEqual([null])
  expect(scene.server.heardOf('leaveRoomCommand')).toHaveLength(1)
})

test('[P-093] a session that is gone: the room is entered anew', async () => {
  const scene = await resumable(null)
  await comeBack(scene)

  expect(scene.outcomes).toEqual(['lost'])
  expect(scene.server.heardOf('joinRoomCommand')).toHaveLength(3)
  expect(scene.connection.room).toBe(scene.room)
})

test('[P-093] a connection that is lost before the answer asks for the older session again', async () => {
  const scene = await resumable()
  const resuming = scene.server.answer
  scene.server.answer = ({ message }) => message.case === 'resume'
  await comeBack(scene)
  scene.server.resumeToken = 'never used'
  scene.server.answer = resuming
  await comeBack(scene)

  expect(scene.server.heardOf('resume').map(({ resumeToken }) => resumeToken)).toEqual(['the first', 'the first'])
  expect(scene.outcomes).toEqual(['resumed'])
})
