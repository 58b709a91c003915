import { startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { ChatMessageType } from '@tutti/protocol/realtime'
import { afterAll, beforeAll, expect, test } from 'vitest'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server[Symbol.asyncDispose]())

async function duo(): Promise<{ ana: TestPlayer; bo: TestPlayer; roomId: string } & Disposable> {
  const [ana, bo] = await Promise.all([TestPlayer.connect(server, { name: 'Ana' }), TestPlayer.connect(server)])
  const { room } = await ana.createRoom()
  const roomId = room?.roomId ?? ''
  await bo.join(roomId)
  const end = (): void => [ana, bo].forEach((player) => player.kill())
  return { ana, bo, roomId, [Symbol.dispose]: end }
}

const say = (message: string, clientMessageId = '') =>
  ({ case: 'chatMessage', value: { message, clientMessageId } }) as const

test('[P-060] [P-068] a message reaches the other once, with id, author and time of the server', async () => {
  using scene = await duo()
  const { message } = await scene.ana.ask(say('Hello', 'c-1'))

  const heard = await scene.bo.next('chatMessage')

  expect(message.case).toBe('ack')
  expect(heard).toMatchObject({ message: 'Hello', username: 'Ana', messageType: ChatMessageType.USER, roomSeq: 1n })
  expect(message).toMatchObject({ value: { messageId: heard.messageId, roomSeq: 1n, timestamp: heard.timestamp } })
  expect(heard.messageId).toMatch(/^[A-Za-z0-9_-]{9}$/)
  expect(scene.ana.all('chatMessage')).toEqual([])
})

test('[P-060] messages keep their order and have no gaps', async () => {
  using scene = await duo()
  const words = Array.from({ length: 30 }, (_, index) => `word ${index}`)

  await Promise.all(words.map((word) => scene.ana.ask(say(word))))
  await scene.bo.settled()

  const heard = scene.bo.all('chatMessage')
  expect(heard.map(({ message }) => message)).toEqual(words)
  expect(heard.map(({ roomSeq }) => Number(roomSeq))).toEqual(words.map((_, index) => index + 1))
})

test('[P-060] [S-60] another room hears nothing', async () => {
  using scene = await duo()
  using stranger = await TestPlayer.connect(server)
  await stranger.createRoom()

  await scene.ana.ask(say('Secret'))
  await stranger.settled()

  expect(stranger.all('chatMessage')).toEqual([])
})

test('[S-120] [CHAT-2] the same client message id again is the same message', async () => {
  using scene = await duo()
  const first = await scene.ana.ask(say('Once', 'c-1'))
  const second = await scene.ana.ask(say('Once', 'c-1'))
  await scene.bo.settled()

  expect(second.message).toEqual(first.message)
  expect(scene.bo.all('chatMessage')).toHaveLength(1)
})

test('[S-58] what a client says of the author is overwritten', async () => {
  using scene = await duo()
  await scene.ana.ask({
    case: 'chatMessage',
    value: { message: 'Me', userId: 'someone', username: 'Admin', messageType: ChatMessageType.SYSTEM, roomSeq: 99n },
  })

  expect(await scene.bo.next('chatMessage')).toMatchObject({
    username: 'Ana',
    messageType: ChatMessageType.USER,
    roomSeq: 1n,
  })
})

test('[P-060] whoever joins later gets the last 100, oldest first', async () => {
  using scene = await duo()
  await Promise.all(Array.from({ length: 105 }, (_, index) => scene.ana.ask(say(`m${index + 1}`))))
  using cy = await TestPlayer.connect(server)

  const { history } = await cy.join(scene.roomId)

  expect(history.map(({ message }) => message)).toEqual(Array.from({ length: 100 }, (_, index) => `m${index + 6}`))
})

test('[P-060] joining amid chat: each message comes with the history or as it is said, never both, never neither', async () => {
  using scene = await duo()
  const said = Array.from({ length: 60 }, (_, index) => scene.ana.ask(say(`m${index + 1}`)))
  const late = await Promise.all(Array.from({ length: 6 }, () => TestPlayer.connect(server)))
  const arrivals = await Promise.all(late.map((player) => player.join(scene.roomId)))
  await Promise.all(said)
  await Promise.all(late.map((player) => player.settled()))

  for (const [index, player] of late.entries()) {
    const seqs = [...(arrivals[index]?.history ?? []), ...player.all('chatMessage')].map(({ roomSeq }) =>
      Number(roomSeq),
    )
    expect(seqs).toEqual(Array.from({ length: 60 }, (_, at) => at + 1))
    player.kill()
  }
})

test.each([
  ['nothing', '', 'message_empty'],
  ['only invisible characters', '\u202e\u0000  ', 'message_empty'],
  ['501 characters', 'x'.repeat(501), 'message_too_long'],
  ['501 emoji', '🎹'.repeat(501), 'message_too_long'],
])('[S-113] [CHAT-1] %s is refused', async (_, text, code) => {
  using scene = await duo()
  const { message } = await scene.ana.ask(say(text))

  expect(message).toMatchObject({ case: 'error', value: { code } })
})

test('[S-113] [CHAT-1] 500 emoji are allowed; stacked marks and direction overrides are not kept', async () => {
  using scene = await duo()
  await scene.ana.ask(say('🎹'.repeat(500)))
  await scene.ana.ask(say(`a${'\u0301'.repeat(50)}\u202eevil`))

  expect((await scene.bo.next('chatMessage')).message).toBe('🎹'.repeat(500))
  expect([...(await scene.bo.next('chatMessage')).message].length).toBeLessThan(10)
})

test('[P-060] [P-070] [CHAT-3] where chat is off nobody chats', async () => {
  using ana = await TestPlayer.connect(server)
  await ana.createRoom({ settings: { allowChat: false } as never })
  const { message } = await ana.ask(say('Hello?'))

  expect(message).toMatchObject({ case: 'error', value: { code: 'chat_disabled' } })
})

test('[S-117] [S-58] chat without a room is refused', async () => {
  using ana = await TestPlayer.connect(server)
  const { message } = await ana.ask(say('Hello?'))

  expect(message).toMatchObject({ case: 'error', value: { code: 'not_in_room' } })
})

test('[P-057] reliable messages count from 1 without gaps, in both encodings', async () => {
  const { roomId, ...scene } = await duo()
  using json = await TestPlayer.connect(server, { wire: 'json' })
  await json.join(roomId)
  await Promise.all(Array.from({ length: 20 }, (_, index) => scene.ana.ask(say(`m${index}`))))
  await json.settled()
  await scene.bo.settled()

  for (const player of [json, scene.bo]) {
    const seqs = player.received.filter(({ seq }) => seq > 0).map(({ seq }) => seq)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  }
  expect(json.all('chatMessage').at(-1)).toMatchObject({ message: 'm19' })
  scene[Symbol.dispose]()
})
