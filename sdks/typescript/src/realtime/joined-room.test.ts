import { describe, expect, test } from 'vitest'
import { aPerson, gone } from '../testing/fake-server.ts'
import { connected, inARoom } from '../testing/in-a-room.ts'
import type { ChatMessage } from './room-types.ts'

const textsOf = (messages: readonly ChatMessage[]) => messages.map(({ text }) => text)

describe('who is there', () => {
  test('everybody, sorted by number, with what already sounds', async () => {
    const channels = [{ channel: 3, program: 5, bend: 8192, controllers: [{ number: 64, value: 127 }] }]
    const { room } = await inARoom({}, (server) => {
      server.others = [aPerson(2, { channels }), aPerson(1)]
    })

    expect(room.participants.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(room.me).toMatchObject({ number: 3, mayPlay: true, user: { username: 'Ada', isGuest: true } })
    expect(room.initialChannels.get(2)).toEqual([{ ...channels[0], held: [] }])
    expect(room.room).toMatchObject({ roomId: 'room-1', roomName: 'Late Chopin', roomType: 'public', ownerId: null })
    expect(room.room.settings.allowChat).toBe(true)
  })

  test('whoever comes and goes makes a new snapshot', async () => {
    const { server, time, room } = await inARoom()
    const before = room.participants
    const told: unknown[] = []
    room.on('joined', ({ number, channels }) => told.push(['joined', number, channels.length]))
    room.on('left', ({ participant, cause }) => told.push(['left', participant.number, cause]))
    room.on('participants', (participants) => told.push(participants.map(({ number }) => number)))
    server.tell({ case: 'participantJoined', value: { participant: aPerson(8, { channels: [{ channel: 0 }] }) } })
    server.tell(gone(8))
    await time.pass(1)

    expect(told).toEqual([[1, 8], ['joined', 8, 1], [1], ['left', 8, 'disconnected']])
    expect(room.participants).not.toBe(before)
    expect(before).toHaveLength(1)
  })

  test('a new name is everybody’s to see', async () => {
    const { server, client, connection, time, room } = await inARoom()
    await connection.rename('Clara')
    const user = { userId: 'guest-1', username: 'Clara', color: '#86a9f7', guest: true }
    server.tell({ case: 'participantUpdated', value: { participant: aPerson(room.me.number, { user }) } })
    await time.pass(1)

    expect(room.me.user.username).toBe('Clara')
    expect(client.session?.user.username).toBe('Clara')
    expect(server.heardOf('userCommand')).toMatchObject([{ command: { case: 'username', value: 'Clara' } }])
  })
})

describe('chat', () => {
  test('history comes first', async () => {
    const { room } = await inARoom({}, (server) => {
      server.history.push(server.said({ message: 'one', userId: 'user-9' }))
      server.history.push(server.said({ message: 'two', userId: 'guest-1' }))
    })

    expect(room.messages).toMatchObject([
      { text: 'one', mine: false, roomSeq: 1, type: 'user' },
      { text: 'two', mine: true, roomSeq: 2 },
    ])
  })

  test('a message is shown at once as pending and settles with the ack', async () => {
    const { room } = await inARoom()
    const sending = room.sendMessage('Hello')
    expect(room.messages).toMatchObject([{ messageId: 'c1', text: 'Hello', mine: true, pending: true, roomSeq: 0 }])
    await sending

    expect(room.messages).toHaveLength(1)
    expect(room.messages[0]).toMatchObject({ messageId: 'm1', clientMessageId: 'c1', roomSeq: 1 })
    expect(room.messages[0]).not.toHaveProperty('pending')
  })

  test('a refused message stays as failed and the promise says why', async () => {
    const { server, room } = await inARoom()
    server.answer = ({ message, requestId }, socket) => {
      if (message.case !== 'chatMessage') return false
      socket.tell({ case: 'error', value: { code: 'chat_disabled', message: 'Chat is switched off.' } }, requestId)
      return true
    }

    await expect(room.sendMessage('Hello')).rejects.toMatchObject({ code: 'chat_disabled' })
    expect(room.messages).toMatchObject([{ text: 'Hello', failed: 'chat_disabled' }])
    expect(room.messages[0]).not.toHaveProperty('pending')
  })

  test('what others say goes before what is pending', async () => {
    const { server, time, room } = await inARoom()
    server.answer = ({ message }) => message.case === 'chatMessage'
    void room.sendMessage('mine').catch(() => undefined)
    server.tell({ case: 'chatMessage', value: server.said({ message: 'theirs' }) })
    await time.pass(1)

    expect(textsOf(room.messages)).toEqual(['theirs', 'mine'])
  })

  test('a pending message is sent again after a reconnect under the same id, and kept once', async () => {
    const { server, time, room } = await inARoom()
    server.delays = { up: 0, down: Number.POSITIVE_INFINITY }
    const sending = room.sendMessage('Hello')
    await time.pass(10)
    server.socket?.drop()
    server.delays = { up: 0, down: 0 }
    server.history.splice(0)
    await time.pass(1_000)
    await sending

    expect(server.heardOf('chatMessage').map(({ clientMessageId }) => clientMessageId)).toEqual(['c1', 'c1'])
    expect(room.messages).toMatchObject([{ messageId: 'm1', text: 'Hello' }])
  })

  test('a pending message that turns up in the history needs no second sending', async () => {
    const { server, time, room } = await inARoom()
    server.delays = { up: 0, down: Number.POSITIVE_INFINITY }
    const sending = room.sendMessage('Hello')
    await time.pass(10)
    server.socket?.drop()
    server.delays = { up: 0, down: 0 }
    await time.pass(1_000)
    await sending

    expect(server.heardOf('chatMessage')).toHaveLength(1)
    expect(room.messages).toMatchObject([{ messageId: 'm1', text: 'Hello', mine: true }])
  })

  test('what is written while there is no connection is sent when there is one', async () => {
    const { server, time, room } = await inARoom()
    server.socket?.drop()
    const sending = room.sendMessage('Hello')
    expect(room.messages).toMatchObject([{ pending: true }])
    await time.pass(1_000)
    await sending

    expect(room.messages).toMatchObject([{ messageId: 'm1' }])
  })

  test('the same message told twice is one', async () => {
    const { server, time, room } = await inARoom()
    const value = server.said({ message: 'once' })
    server.tell({ case: 'chatMessage', value })
    server.tell({ case: 'chatMessage', value })
    await time.pass(1)

    expect(textsOf(room.messages)).toEqual(['once'])
  })

  test('leaving refuses what is pending', async () => {
    const { server, room } = await inARoom()
    server.answer = ({ message }) => message.case === 'chatMessage'
    const sending = room.sendMessage('Hello')
    await room.leave()

    await expect(sending).rejects.toMatchObject({ code: 'room_left' })
    await expect(room.sendMessage('Hello?')).rejects.toMatchObject({ code: 'room_left' })
  })
})

describe('coming and going', () => {
  test('createRoom opens a room and goes in', async () => {
    const { server, connection, time } = await connected()
    const creating = connection.createRoom({ roomName: 'Mine', roomType: 'private', settings: { allowChat: false } })
    await time.pass(1)

    expect((await creating).room.roomId).toBe('room-new')
    expect(server.heardOf('createRoomCommand')).toMatchObject([
      { roomName: 'Mine', roomType: 2, settings: { allowChat: false } },
    ])
  })

  test('a join before the connection is open waits for it', async () => {
    const { client, connection, time } = await connected()
    connection.close()
    const joining = client.connect().joinRoom({ roomId: 'room-1' })
    await time.pass(100)

    expect((await joining).room.roomId).toBe('room-1')
  })

  test('a refused join rejects with the refusal', async () => {
    const { server, connection, time } = await connected()
    server.answer = ({ requestId, message }, socket) => {
      if (message.case !== 'joinRoomCommand') return false
      socket.tell({ case: 'error', value: { code: 'wrong_password', message: 'Wrong.', number: 0 } }, requestId)
      return true
    }
    const refusal = connection.joinRoom({ roomId: 'room-1' }).catch((error: unknown) => error)
    await time.pass(1)

    expect(await refusal).toMatchObject({ code: 'wrong_password' })
    expect(connection.room).toBeNull()
  })

  test('going to another room ends the one before', async () => {
    const { connection, time, room } = await inARoom()
    const told: unknown[] = []
    room.on('closed', ({ cause }) => told.push(cause))
    connection.on('room', (next) => told.push(next?.room.roomId))
    const joining = connection.joinRoom({ roomId: 'room-2' })
    await time.pass(1)
    await joining

    expect(told).toEqual(['left', 'room-2'])
  })

  test('a room that the server closes is over', async () => {
    const { server, connection, time, room } = await inARoom()
    const told: unknown[] = []
    room.on('closed', ({ cause }) => told.push(cause))
    connection.on('room', (next) => told.push(next))
    server.tell({ case: 'roomClosed', value: { roomId: 'room-1' } })
    await time.pass(1)

    expect(told).toEqual([null, 'room_closed'])
  })

  test('a message that follows the joining in the same breath is heard', async () => {
    const { server, connection, time } = await connected()
    server.answer = ({ message, requestId }, socket) => {
      if (message.case !== 'joinRoomCommand') return false
      server.letIn(socket, requestId, 'room-1')
      socket.tell({ case: 'participantJoined', value: { participant: aPerson(30) } })
      return true
    }
    const joining = connection.joinRoom({ roomId: 'room-1' })
    await time.pass(1)

    expect((await joining).participants.map(({ number }) => number)).toEqual([1, 30])
  })
})
