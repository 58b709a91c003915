import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { checkHeaders } from './check-response.ts'
import { PianoClient } from './piano-client.ts'
import { forBothPrefixes } from './suite.ts'

const friend = 'https://app.example.com'
const stranger = 'https://evil.example'

const preflight = (url: string, origin: string) =>
  fetch(url, {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization',
    },
  })

test('[S-121] pages of listed origins may ask, and read what the limits say', async () => {
  await using server = await startTestServer({ corsOrigins: [friend] })
  const asked = await preflight(`${server.url}/api/rooms`, friend)
  const answer = await fetch(`${server.url}/api/rooms`, { headers: { Origin: friend } })

  expect(asked.status).toBe(204)
  expect(asked.headers.get('access-control-allow-origin')).toBe(friend)
  expect(asked.headers.get('access-control-allow-methods')).toContain('POST')
  expect(asked.headers.get('access-control-allow-headers')).toContain('Authorization')
  expect(answer.headers.get('access-control-allow-origin')).toBe(friend)
  for (const name of ['X-RateLimit-Remaining', 'RateLimit', 'Retry-After', 'Link', 'Total-Count', 'X-Request-Id']) {
    expect(answer.headers.get('access-control-expose-headers')?.split(', ')).toContain(name)
  }
})

test.each([
  stranger,
  'null',
  'https://app.example.com.evil.example',
  'http://app.example.com',
  'https://app.example.com:8443',
])('[S-121] %s may not', async (origin) => {
  await using server = await startTestServer({ corsOrigins: [friend] })
  const asked = await preflight(`${server.url}/api/rooms`, origin)
  const answer = await fetch(`${server.url}/api/rooms`, { headers: { Origin: origin } })

  for (const { headers } of [asked, answer]) {
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.get('vary')).toMatch(/\bOrigin\b/)
  }
})

test('[S-121] without a list no page elsewhere may, and no answer allows credentials', async () => {
  await using server = await startTestServer()
  const { headers } = await fetch(`${server.url}/api/rooms`, { headers: { Origin: friend } })
  expect([headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual([
    null,
    null,
  ])
})

test('[S-101] a page of a listed origin may open a socket, another may not', async () => {
  await using server = await startTestServer({ corsOrigins: [friend] })
  const { token } = await new PianoClient(`${server.url}/api`).member()
  const upgrade = (origin: string) =>
    say(
      server.port,
      `GET /api/websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: ${origin}\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    )
  expect(await upgrade(friend)).toBe(101)
  expect(await upgrade(stranger)).toBe(403)
})

forBothPrefixes('manners', (suite) => {
  test('[P-071] [P-072] [P-073] [P-074] [P-075] [P-076] [P-079] statuses and categories are those of the document', async () => {
    const { token } = await suite.piano.member()
    const json = { room_name: 'Ballade' }
    const answers = [
      await suite.piano.ask('/rooms'),
      await suite.piano.ask('/rooms', { token, json }),
      await suite.piano.ask('/rooms', { token, json: {} }),
      await suite.piano.ask('/rooms', { json }),
      await suite.piano.ask('/rooms', { json, token: await suite.piano.guestToken() }),
      await suite.piano.ask('/nowhere'),
    ]

    expect(answers.map(({ status, error }) => [status, error?.code])).toEqual([
      [200, undefined],
      [201, undefined],
      [400, 'VALIDATION_ERROR'],
      [401, 'AUTHENTICATION_ERROR'],
      [403, 'AUTHORIZATION_ERROR'],
      [404, 'RESOURCE_NOT_FOUND'],
    ])
  })

  test('JSON over 1 KiB is packed as the client likes it', async () => {
    const { token } = await suite.piano.member()
    for (let count = 0; count < 8; count += 1)
      await suite.piano.ask('/rooms', { token, json: { room_name: `Room ${count}` } })
    const ask = async (coding: string) => {
      const { headers, data } = await suite.piano.ask('/rooms?limit=8', { headers: { 'Accept-Encoding': coding } })
      return [headers.get('content-encoding'), (data['rooms'] as unknown[]).length]
    }

    expect(await ask('br, gzip')).toEqual(['br', 8])
    expect(await ask('gzip')).toEqual(['gzip', 8])
    expect(await ask('identity')).toEqual([null, 8])
    expect(await ask('br;q=0, gzip;q=0')).toEqual([null, 8])
    expect(await ask('zstd')).toEqual([null, 8])
  })

  test('short answers, and those that hand out tokens, stay as they are', async () => {
    const coding = { 'Accept-Encoding': 'br' }
    const guest = await suite.piano.ask('/auth/guest', { json: {}, headers: coding })
    const unknown = await suite.piano.ask('/rooms/unknown', { headers: coding })

    expect([guest, unknown].map(({ headers }) => headers.get('content-encoding'))).toEqual([null, null])
  })

  test('[S-61] [S-123] nothing is kept for somebody else', async () => {
    const { token } = await suite.piano.member()
    for (const path of ['/rooms', '/auth/validate-token', '/nowhere']) {
      const { headers } = await suite.piano.ask(path, { token })
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('vary')).toMatch(/Authorization.*Accept-Encoding/)
    }
  })

  test('[S-79] pages far behind the end are empty, and as many as ever fit on one', async () => {
    const far = await suite.piano.ask('/rooms?page=1000000000')
    const many = await suite.piano.ask('/rooms?limit=1000000000')
    const beyond = await suite.piano.ask('/rooms?page=9007199254740993')

    expect([far.status, far.data['rooms']]).toEqual([200, []])
    expect([many.status, (many.data['pagination'] as { limit: number }).limit]).toEqual([200, 100])
    expect([200, 400]).toContain(beyond.status)
  })
})

/** The status of what comes back over a plain connection. */
async function say(port: number, bytes: string): Promise<number> {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  socket.setTimeout(2_000, () => socket.destroy())
  const answer = await new Promise<string>((resolve, reject) => {
    socket.once('data', (chunk: Buffer) => resolve(chunk.toString('latin1')))
    socket.once('close', () => reject(new Error('no answer')))
    socket.on('error', () => undefined)
  })
  socket.destroy()
  return Number(answer.slice(9, 12))
}

test('[S-78] TRACE, an absolute address and HTTP/1.0 are nothing special', async () => {
  await using server = await startTestServer()
  const { port } = server

  expect(await say(port, 'TRACE /api/rooms HTTP/1.1\r\nHost: a\r\n\r\n')).toBe(405)
  expect(await say(port, 'GET http://127.0.0.1/api/rooms HTTP/1.1\r\nHost: a\r\n\r\n')).toBe(200)
  expect(await say(port, 'GET /api/rooms HTTP/1.0\r\n\r\n')).toBeLessThan(500)
  expect(await say(port, 'GET /api/rooms HTTP/1.1\r\n\r\n')).toBe(400)
  expect(await say(port, 'GET /api\\rooms HTTP/1.1\r\nHost: a\r\n\r\n')).toBe(400)
})

test('[S-122] [S-125] nothing that belongs to the server alone can be fetched', async () => {
  await using server = await startTestServer()
  for (const path of [
    '/.git/config',
    '/.env',
    '/tutti.db',
    '/data/tutti.db',
    '/package.json',
    '/src/server.ts',
    '/api/../.env',
  ]) {
    const response = await fetch(server.url + path)
    checkHeaders(response.headers)
    expect([path, response.status]).toEqual([path, 404])
    expect(await response.text()).toContain('There is nothing at this address')
  }
})

test('an upgrade that is refused is answered in full', async () => {
  await using server = await startTestServer()
  const socket = connect(server.port, '127.0.0.1')
  socket.write('GET /api/websocket/nonsense HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n')
  socket.write('Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n')
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 .*"code":"AUTHENTICATION_ERROR"/s)
})
