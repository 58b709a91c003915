import { ChatMessageType, UserStatus } from '@tutti/protocol/realtime'
import { describe, expect, test } from 'vitest'
import { aPerson, gone } from '../testing/fake-server.ts'
import { connected, inARoom } from '../testing/in-a-room.ts'

/** Somebody else in the room who said something. */
async function talking() {
  const scene = await inARoom({}, (server) => {
    server.others = [aPerson(1)]
    server.history.push(server.said({ message: 'Slwer?', userId: 'user-1', messageId: 'm1' }))
    const quote = { userId: 'user-1', username: 'Player 1', message: 'Slwer?' }
    server.history.push(server.said({ message: 'Yes', userId: 'guest-1', replyTo: 'm1', quote }))
  })
  return scene
}

describe('messages that change', () => {
  test('an edited one is another in the log, and so is what is quoted of it', async () => {
    const { server, time, room } = await talking()
    const changed = server.said({ message: 'Slower?', userId: 'user-1', messageId: 'm1', editedAt: 5n, roomSeq: 1n })
    server.tell({ case: 'chatChange', value: { messageId: 'm1', change: { case: 'changed', value: changed } } })
    await time.pass(1)

    expect(room.messages).toMatchObject([
      { text: 'Slower?', editedAtMs: 5, isRemoved: false },
      { replyTo: { messageId: 'm1', text: 'Slower?' } },
    ])
  })

  test('after a clearing nothing is left of what was said, quotes neither', async () => {
    const { server, time, room } = await talking()
    server.tell({
      case: 'chatChange',
      value: { change: { case: 'cleared', value: { upToRoomSeq: 2n, userId: 'user-1' } } },
    })
    await time.pass(1)

    expect(room.messages).toMatchObject([
      { text: '', isRemoved: true },
      { text: 'Yes', isRemoved: false, replyTo: { text: '', isRemoved: true } },
    ])
  })

  test('asking to edit and to remove names the message', async () => {
    const { server, room } = await talking()
    await room.editMessage('m2', 'No')
    await room.removeMessage('m2')

    expect(server.heardOf('chatChange')).toMatchObject([
      { messageId: 'm2', change: { case: 'message', value: 'No' } },
      { messageId: 'm2', change: { case: 'remove', value: true } },
    ])
  })

  test('an answer shows its quote while it is pending', async () => {
    const { server, room } = await talking()
    const sending = room.sendMessage('Or faster?', { replyTo: 'm1' })

    expect(room.messages.at(-1)).toMatchObject({ pending: true, replyTo: { messageId: 'm1', text: 'Slwer?' } })
    await sending
    expect(server.heardOf('chatMessage').at(-1)).toMatchObject({ replyTo: 'm1' })
  })
})

describe('commands', () => {
  test('a command leaves no message behind; what it answers is shown', async () => {
    const { server, room } = await talking()
    server.answer = ({ message, requestId }, socket) => {
      if (message.case !== 'chatMessage') return false
      socket.tell({
        case: 'chatMessage',
        value: { message: '/help', messageType: ChatMessageType.SYSTEM, messageId: 's1' },
      })
      socket.tell({ case: 'ack', value: {} }, requestId)
      return true
    }
    await room.sendMessage('/help')

    expect(room.messages.map(({ text, type }) => [text, type])).toEqual([
      ['Slwer?', 'user'],
      ['Yes', 'user'],
      ['/help', 'system'],
    ])
  })

  test('what the server made of our own message takes its place, once', async () => {
    const { server, room } = await talking()
    server.answer = ({ message, requestId }, socket) => {
      if (message.case !== 'chatMessage') return false
      const { clientMessageId } = message.value
      const kept = { messageId: 'm3', roomSeq: 3n, timestamp: 7n }
      socket.tell({ case: 'chatMessage', value: { ...kept, message: '****', userId: 'guest-1', clientMessageId } })
      socket.tell({ case: 'ack', value: kept }, requestId)
      return true
    }
    await room.sendMessage('darn')

    expect(room.messages.slice(2)).toMatchObject([{ messageId: 'm3', text: '****', mine: true, roomSeq: 3 }])
    expect(room.messages).toHaveLength(3)
  })
})

describe('cursors', () => {
  test('however often the pointer moves, the newest place is sent in measure', async () => {
    const { server, time, room } = await talking()
    for (let step = 0; step <= 100; step += 1) {
      room.pointAt({ x: step / 100, y: 0 })
      await time.pass(10)
    }
    await time.pass(100)

    const places = server
      .heardOf('userCommand')
      .flatMap(({ command }) => (command?.case === 'cursor' ? command.value : []))
    expect(places.length).toBeLessThanOrEqual(20)
    expect(places.at(-1)).toMatchObject({ x: 1 })
    room.pointAt(null)
    await time.pass(100)
    expect(server.heardOf('userCommand').at(-1)).toMatchObject({ command: { case: 'cursor', value: { gone: true } } })
  })

  test('those of the others come, move and go', async () => {
    const { server, time, room } = await talking()
    const told: unknown[] = []
    room.on('cursors', (cursors) => told.push([...cursors]))
    const tell = (value: object) =>
      server.tell({ case: 'userCommand', value: { command: { case: 'cursor', value }, participant: 1 } })
    tell({ x: 0.25, y: 0.5 })
    tell({ gone: true })
    tell({ x: 0.5, y: 0.5 })
    server.tell(gone(1))
    await time.pass(1)

    expect(told).toEqual([[[1, { x: 0.25, y: 0.5 }]], [], [[1, { x: 0.5, y: 0.5 }]], []])
  })
})

describe('typing', () => {
  const typing = (value: boolean) =>
    ({ case: 'userCommand', value: { command: { case: 'typing', value }, participant: 1 } }) as const

  test('somebody types until it says so, speaks, or is silent for five seconds', async () => {
    const { server, time, room } = await talking()
    const told: (readonly number[])[] = []
    room.on('typing', (numbers) => told.push(numbers))

    server.tell(typing(true))
    await time.pass(4_000)
    server.tell(typing(true))
    await time.pass(4_000)
    expect(room.typing).toEqual([1])
    await time.pass(1_100)
    server.tell(typing(true))
    await time.pass(1)
    server.tell({ case: 'chatMessage', value: server.said({ message: 'Hm', userId: 'user-1' }) })
    await time.pass(1)

    expect(told).toEqual([[1], [], [1], []])
  })

  test('every key stroke tells it, and it is sent seldom', async () => {
    const { server, time, room } = await talking()
    for (let stroke = 0; stroke < 40; stroke += 1) {
      room.setTyping(true)
      await time.pass(100)
    }
    room.setTyping(false)
    room.setTyping(false)
    await time.pass(1)

    const sent = server.heardOf('userCommand').map(({ command }) => command?.case === 'typing' && command.value)
    expect(sent).toEqual([true, true, false])
  })
})

describe('oneself', () => {
  test('a status is told again on a new session, an instrument and orders go as they are', async () => {
    const { server, time, connection, room } = await talking()
    await connection.setStatus('busy')
    await room.chooseInstrument({ channel: 1, program: 48, bank: 2 })
    await room.moderation.mute('user-1', { minutes: 5, notes: false })
    await room.moderation.update({ roomName: 'Slow', settings: { slowModeSeconds: 5 } })
    server.socket?.drop()
    await time.pass(30_000)

    const statuses = server.heardOf('userCommand').filter(({ command }) => command?.case === 'status')
    expect(connection.status).toBe('busy')
    expect(statuses.length).toBeGreaterThanOrEqual(2)
    expect(statuses.at(-1)).toMatchObject({ command: { value: UserStatus.BUSY } })
    expect(server.heardOf('moderationCommand')).toMatchObject([
      { action: { case: 'mute', value: { userId: 'user-1', minutes: 5, chat: true, notes: false } } },
      { action: { case: 'room', value: { roomName: 'Slow', settings: { slowModeSeconds: 5 } } } },
    ])
  })

  test('direct messages are heard in any room or none', async () => {
    const { server, time, connection } = await connected()
    const told: unknown[] = []
    connection.on('direct', ({ text, fromUsername }) => told.push([text, fromUsername]))
    connection.on('directRead', (read) => told.push(read))
    const value = { message: 'A duet?', fromUserId: 'user-9', fromUsername: 'Bo', messageId: 'd1', timestamp: 1n }
    server.tell({ case: 'directMessage', value })
    server.tell({ case: 'directRead', value: { userId: 'user-9', messageId: 'd1' } })
    await time.pass(1)

    expect(told).toEqual([['A duet?', 'Bo'], { userId: 'user-9', messageId: 'd1' }])
    await connection.direct.send('user-9', 'Yes')
    expect(server.heardOf('directMessage')).toMatchObject([{ toUserId: 'user-9', message: 'Yes' }])
  })
})
