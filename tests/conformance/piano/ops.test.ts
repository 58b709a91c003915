import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createLog } from '@tutti/server'
import { startTestServer, TestPlayer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { checkHeaders } from './check-response.ts'
import { PianoClient } from './piano-client.ts'

/** Name and labels as written → value. */
async function readMetrics(url: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
}

const requests = (route: string, status: number, method = 'GET') =>
  `http_requests_total{route="${route}",method="${method}",status="${status}",dialect="piano"}`

test('[P-086] the detailed health names each service and nothing else', async () => {
  await using server = await startTestServer()

  const response = await fetch(`${server.url}/health/detailed`)
  const body: unknown = await response.json()

  checkHeaders(response.headers)
  expect(response.status).toBe(200)
  const healthy = { status: 'healthy', response_ms: expect.any(Number) }
  expect(body).toMatchObject({
    status: 'healthy',
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    services: { database: healthy, disk: healthy },
  })
  expect(JSON.stringify(body)).not.toMatch(/sqlite|\d+\.\d+\.\d+|127\.0\.0\.1|\/tmp|memory:/i)
})

test('[P-087] the figures are in the text format of Prometheus', async () => {
  await using server = await startTestServer()

  const response = await fetch(`${server.url}/metrics`)
  const text = await response.text()

  checkHeaders(response.headers)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  for (const line of text.split('\n').filter((each) => each !== '')) {
    expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? (?:[\d.e+-]+|NaN))$/)
  }
})

test('[P-087] [S-125] labels name no user, room, ticket or host', async () => {
  await using server = await startTestServer()
  const piano = new PianoClient(`${server.url}/api`)
  const { token, userId, username } = await piano.member()
  const { data: room } = await piano.ask('/rooms', { token, json: { room_name: 'Sonata' } })
  await piano.ask(`/rooms/${String(room['room_id'])}`)
  await piano.ask(`/nowhere/${userId}`)
  await fetch(`${server.url}/r/${String(room['room_id'])}`)

  const text = await (await fetch(`${server.url}/metrics`)).text()

  for (const secret of [
    token,
    userId,
    username,
    String(room['room_id']),
    'Sonata',
    server.config.dataDir,
    'version_info',
  ]) {
    expect(text).not.toContain(secret)
  }
})

test('[P-088] [P-090] requests are counted by route, method and status', async () => {
  await using server = await startTestServer()
  const piano = new PianoClient(`${server.url}/api`)
  await piano.ask('/rooms')
  await piano.ask('/rooms')
  await piano.ask('/rooms/unknown')
  await piano.ask('/rooms', { json: { room_name: 'A' } })
  await piano.ask('/nowhere')

  const metrics = await readMetrics(server.url)

  expect(metrics.get(requests('/rooms', 200))).toBe(2)
  expect(metrics.get(requests('/rooms/{room_id}', 404))).toBe(1)
  expect(metrics.get(requests('/rooms', 401, 'POST'))).toBe(1)
  expect(metrics.get(requests('unmatched', 404))).toBe(1)
})

test('[P-089] how long answers take is a histogram', async () => {
  await using server = await startTestServer()
  await new PianoClient(`${server.url}/api`).ask('/rooms')

  const metrics = await readMetrics(server.url)

  const labels = 'route="/rooms",method="GET",dialect="piano"'
  expect(metrics.get(`http_request_duration_seconds_count{${labels}}`)).toBe(1)
  expect(metrics.get(`http_request_duration_seconds_sum{${labels}}`)).toBeGreaterThan(0)
  expect(metrics.get(`http_request_duration_seconds_bucket{le="+Inf",${labels}}`)).toBe(1)
})

test('[P-091] logins are counted by what came of them', async () => {
  await using server = await startTestServer()
  const piano = new PianoClient(`${server.url}/api`)
  const { username } = await piano.member()
  await piano.ask('/auth/login', { json: { username, password: 'Wrong-9-2' } })
  await piano.ask('/auth/login', { json: { username: 'nobody', password: 'Wrong-9-2' } })

  const metrics = await readMetrics(server.url)

  expect(metrics.get('auth_login_total{result="success"}')).toBe(1)
  expect(metrics.get('auth_login_total{result="failure"}')).toBe(2)
})

test('sockets, rooms, people, notes and chat are told', async () => {
  await using server = await startTestServer()
  using player = await TestPlayer.connect(server)
  using other = await TestPlayer.connect(server)
  await player.createRoom()
  player.play(Uint8Array.of(0, 0x90, 60, 80))
  await player.ask({ case: 'chatMessage', value: { message: 'hello' } })
  await other.settled()

  const metrics = await readMetrics(server.url)

  expect(metrics.get('tutti_sockets')).toBe(2)
  expect(metrics.get('tutti_rooms')).toBe(1)
  expect(metrics.get('tutti_participants')).toBe(1)
  expect(metrics.get('tutti_note_messages_total')).toBe(1)
  expect(metrics.get('tutti_chat_messages_total')).toBe(1)
  for (const name of ['tutti_password_queue', 'tutti_database_queue', 'process_cpu_seconds_total']) {
    expect(metrics.has(name)).toBe(true)
  }
  expect(metrics.has('nodejs_eventloop_lag_seconds{quantile="0.99"}')).toBe(true)
})

test('[P-087] [S-125] with a token set, the figures and the detailed health ask for it', async () => {
  const opsToken = 'a-token-of-operations'
  await using server = await startTestServer({ opsToken })
  const ask = async (path: string, authorization?: string) => {
    const { status } = await fetch(server.url + path, { headers: authorization ? { authorization } : {} })
    return status
  }

  for (const path of ['/metrics', '/health/detailed']) {
    expect([await ask(path), await ask(path, 'Bearer wrong'), await ask(path, opsToken)]).toEqual([401, 401, 401])
    expect(await ask(path, `Bearer ${opsToken}`)).toBe(200)
  }
  expect(await ask('/health')).toBe(200)
})

async function refusedUpgrade(port: number, token: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/websocket`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
  response.resume()
  return { status: response.statusCode, retryAfter: response.headers['retry-after'] }
}

test('[R-19] a server that is about to stop says so, answers, and begins nothing', async () => {
  const server = await startTestServer({ drainMs: 400 })
  const piano = new PianoClient(`${server.url}/api`)
  const { token } = await piano.member()
  using player = await TestPlayer.connect(server, { token })

  const stopped = server[Symbol.asyncDispose]()
  const detailed = await fetch(`${server.url}/health/detailed`)
  const health = await fetch(`${server.url}/health`)
  const read = await piano.ask('/rooms')
  const room = await piano.ask('/rooms', { token, json: { room_name: 'Too late' } })
  const ticket = await piano.ask('/websocket/ticket', { method: 'POST', token })
  const { message } = await player.ask({ case: 'createRoomCommand', value: { roomName: 'Too late' } })

  expect([detailed.status, await detailed.json()]).toEqual([503, expect.objectContaining({ status: 'draining' })])
  expect([health.status, read.status, room.status, ticket.status]).toEqual([200, 200, 503, 503])
  expect(room.headers.get('retry-after')).toBe('1')
  expect(message).toMatchObject({ case: 'error', value: { code: 'unavailable' } })
  expect(await refusedUpgrade(server.port, token)).toEqual({ status: 503, retryAfter: '1' })
  await player.next('reconnect')
  expect(await player.closed).toBe(1012)
  await stopped
})

test('[S-68] [S-103] the log of everything that can be done holds no secret, and each line is one event', async () => {
  const lines: string[] = []
  const log = createLog({ level: 'trace', format: 'json' }, { write: (line: string) => void lines.push(line) })
  const secrets: string[] = []
  {
    await using server = await startTestServer({ log })
    const piano = new PianoClient(`${server.url}/api`)
    const member = await piano.member()
    const login = await piano.ask('/auth/login', { json: { username: member.username, password: member.password } })
    const refreshToken = String(login.data['refresh_token'])
    const ticket = await piano.ask('/websocket/ticket', { method: 'POST', token: member.token })
    const roomPassword = 'a-room-password'
    await piano.ask('/rooms', { token: member.token, json: { room_name: 'Quiet', password: roomPassword } })
    await piano.ask('/auth/refresh', { json: { refresh_token: refreshToken } })
    await piano.ask(`/websocket/${String(ticket.data['payload'])}`)
    await piano.ask('/rooms?token=in-the-query', {
      headers: { 'User-Agent': 'evil "agent" \\n{"event":"forged"}', 'X-Request-Id': '"}{"event":"forged"' },
    })
    await piano.ask('/auth/login', {
      text: '{"password":"broken-json-secret"',
      headers: { 'Content-Type': 'application/json' },
    })
    using player = await TestPlayer.connect(server, { token: member.token })
    await player.createRoom({ roomName: 'Line\nbreak\u001b[2J' })
    secrets.push(member.token, member.password, String(login.data['token']), refreshToken, roomPassword, 'in-the-query')
    secrets.push(String(ticket.data['payload']), 'broken-json-secret', member.email)
  }

  const text = lines.join('')
  expect(lines.length).toBeGreaterThan(5)
  for (const secret of secrets) expect(text).not.toContain(secret)
  expect(text).not.toContain('\u001b')
  expect(text).not.toContain('forged')
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty('event')
})
