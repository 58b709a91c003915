import { once } from 'node:events'
import { askPiano, guestToken, memberToken, startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'

/** The status that a connection is answered with: 101, or why not. */
async function knock(
  server: TestServer,
  token: string,
  from = '203.0.113.7',
): Promise<{ status: number; retry: string }> {
  const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': from }
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/websocket`, { headers })
  socket.on('error', () => undefined)
  const refused = once(socket, 'unexpected-response').then(([, response]) => ({
    status: Number(response.statusCode),
    retry: String(response.headers['retry-after']),
  }))
  const answer = await Promise.race([once(socket, 'open').then(() => ({ status: 101, retry: '' })), refused])
  if (answer.status !== 101) socket.terminate()
  return answer
}

test('[S-105] a user who opens one connection too many keeps the newest', async () => {
  await using server = await startTestServer({ limits: 'standard', socketsPerUser: 3 })
  const token = await guestToken(server.url)
  using oldest = await TestPlayer.connect(server, { token })
  using second = await TestPlayer.connect(server, { token })
  using third = await TestPlayer.connect(server, { token })
  using other = await TestPlayer.connect(server)

  using fourth = await TestPlayer.connect(server, { token })

  expect(await oldest.closed).toBe(4505)
  for (const player of [second, third, fourth, other]) await player.settled()
})

test('[S-105] an address that has all its connections is refused before the upgrade, until one is closed', async () => {
  await using server = await startTestServer({
    limits: 'standard',
    socketsPerAddress: 3,
    trustedProxies: ['loopback'],
  })
  const token = await guestToken(server.url)
  const at = (from: string) => knock(server, token, from)
  for (let open = 0; open < 2; open += 1) expect(await at('2001:db8:0:1::1')).toMatchObject({ status: 101 })
  const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': '2001:db8:0:1::2' }
  const third = new WebSocket(`ws://127.0.0.1:${server.port}/api/websocket`, { headers })
  await once(third, 'open')

  expect(await at('2001:db8:0:1::3')).toEqual({ status: 429, retry: '10' })
  expect(await at('2001:db8:0:2::1')).toMatchObject({ status: 101 })
  third.close()
  await once(third, 'close')

  await expect.poll(async () => (await at('2001:db8:0:1::3')).status).toBe(101)
})

test('[S-105] of many that come at the same moment an address gets in as often as it may', async () => {
  await using server = await startTestServer({ limits: 'standard', socketsPerAddress: 4, socketsPerUser: 50 })
  const token = await guestToken(server.url)

  const answers = await Promise.all(Array.from({ length: 20 }, () => knock(server, token)))

  expect(answers.filter(({ status }) => status === 101)).toHaveLength(4)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(16)
})

test('[S-105] without limits nobody counts', async () => {
  await using server = await startTestServer({ limits: 'off', socketsPerAddress: 1, socketsPerUser: 1 })
  const token = await guestToken(server.url)
  using first = await TestPlayer.connect(server, { token })
  using second = await TestPlayer.connect(server, { token })

  for (const player of [first, second]) await player.settled()
  expect((await askPiano(server.url, 'GET /auth/validate-token', { token })).status).toBe(200)
})

test('[S-116] whoever runs in and out of rooms is told to wait, and stays where it is', async () => {
  await using server = await startTestServer({ limits: 'standard', limitsJoins: 3 })
  using host = await TestPlayer.connect(server)
  using runner = await TestPlayer.connect(server)
  const { room } = await host.createRoom()
  const roomId = room?.roomId ?? ''
  const join = async () => (await runner.ask({ case: 'joinRoomCommand', value: { roomId } })).message

  for (let time = 0; time < 3; time += 1) {
    expect((await join()).case).toBe('roomJoined')
    runner.send({ case: 'leaveRoomCommand', value: {} })
  }

  expect(await join()).toMatchObject({ case: 'error', value: { code: 'rate_limited' } })
  await host.settled()
})

test('[S-116] one room too many in an hour is refused, on the socket and over REST alike', async () => {
  await using server = await startTestServer({ limits: 'standard', limitsRooms: 2 })
  const token = await memberToken(server.url)
  using player = await TestPlayer.connect(server, { token })
  await player.createRoom()
  const second = await askPiano(server.url, 'POST /rooms', { token, body: { room_name: 'Second' } })

  const third = await askPiano(server.url, 'POST /rooms', { token, body: { room_name: 'Third' } })
  const fourth = await player.ask({ case: 'createRoomCommand', value: { roomName: 'Fourth' } as never })

  expect([second.status, third.status, third.error['code']]).toEqual([201, 429, 'RATE_LIMIT_EXCEEDED'])
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(fourth.message).toMatchObject({ case: 'error', value: { code: 'rate_limited' } })
})
