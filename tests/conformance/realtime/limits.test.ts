import { guestToken, startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { press } from './notes.ts'

let server: TestServer
beforeAll(
  async () => void (server = await startTestServer({ limits: 'standard', limitsGuest: 10_000, limitsGeneral: 10_000 })),
)
afterAll(() => server[Symbol.asyncDispose]())

test('[P-064] the welcome states the limits', async () => {
  using player = await TestPlayer.connect(server)

  expect(player.all('welcome')[0]?.limits).toMatchObject({
    frames: { limit: 200, windowMs: 1_000 },
    chat: { limit: 5, windowMs: 5_000 },
    joins: { limit: 10, windowMs: 10_000 },
    roomsCreated: { limit: 10, windowMs: 3_600_000 },
  })
})

test('[S-109] too many frames are told once; twice as many close the connection with 4008', async () => {
  using over = await TestPlayer.connect(server)
  await over.createRoom()
  for (let index = 0; index < 250; index += 1) over.play(press(60), index)
  expect(await over.next('error')).toMatchObject({ code: 'rate_limited' })
  await over.settled()
  expect(over.all('error')).toHaveLength(1)

  for (let index = 0; index < 500; index += 1) over.play(press(60), index)
  expect(await over.closed).toBe(4008)
})

test.each([
  ['pings', (player: TestPlayer) => player.socket.ping()],
  ['pongs', (player: TestPlayer) => player.socket.pong()],
  ['empty frames', (player: TestPlayer) => player.socket.send(new Uint8Array(0))],
])('[S-109] a flood of %s ends the connection and nobody else’s', async (_, flood) => {
  using player = await TestPlayer.connect(server)
  using other = await TestPlayer.connect(server)
  for (let index = 0; index < 1_000; index += 1) flood(player)

  // Pongs that nobody reads may make it end without a word.
  expect([4008, 4511, 1006]).toContain(await player.closed)
  await other.settled()
})

test('[S-113] [S-116] the sixth chat message in five seconds is refused, whatever connection it comes over', async () => {
  const token = await guestToken(server.url)
  using first = await TestPlayer.connect(server, { token })
  using second = await TestPlayer.connect(server, { token })
  const { room } = await first.createRoom()
  await second.join(room?.roomId ?? '')
  const say = async (player: TestPlayer, message: string) =>
    (await player.ask({ case: 'chatMessage', value: { message } })).message
  for (let index = 0; index < 5; index += 1) await say(index % 2 === 0 ? first : second, `message ${index}`)

  const refused = await say(second, 'one too many')

  expect(refused).toMatchObject({ case: 'error', value: { code: 'rate_limited' } })
  expect(refused.case === 'error' && refused.value.retryAfterMs).toBeGreaterThan(0)
  expect(refused.case === 'error' && refused.value.retryAfterMs).toBeLessThanOrEqual(6_000)
})

test('[S-116] joins and new rooms have their budgets', async () => {
  using host = await TestPlayer.connect(server)
  const { room } = await host.createRoom()
  using flapping = await TestPlayer.connect(server)
  const roomId = room?.roomId ?? ''
  for (let index = 0; index < 10; index += 1) await flapping.join(roomId, { listen: index % 2 === 0 })
  const eleventh = await flapping.ask({ case: 'joinRoomCommand', value: { roomId } })
  expect(eleventh.message).toMatchObject({ case: 'error', value: { code: 'rate_limited' } })

  using builder = await TestPlayer.connect(server)
  for (let index = 0; index < 10; index += 1) await builder.createRoom()
  const another = await builder.ask({ case: 'createRoomCommand', value: { roomName: 'Eleven' } })
  expect(another.message).toMatchObject({ case: 'error', value: { code: 'rate_limited' } })
})

test('[S-113] whoever goes on after ten refusals in ten seconds is closed with 4008', async () => {
  using player = await TestPlayer.connect(server)
  await player.createRoom()
  for (let index = 0; index < 16; index += 1) {
    player.send({ case: 'chatMessage', value: { message: 'again' } })
  }

  expect(await player.closed).toBe(4008)
})
