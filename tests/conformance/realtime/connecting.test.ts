import { askPiano, guestToken, startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server[Symbol.asyncDispose]())

interface Attempt {
  readonly status: number
  readonly error: { readonly code?: string; readonly message?: string }
  readonly socket: WebSocket
}

/** Tries to connect: 101, or what the server answered instead. */
function attempt(
  path: string,
  options: { headers?: Record<string, string>; protocols?: string[] } = {},
): Promise<Attempt> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, options.protocols ?? [], {
    headers: options.headers ?? {},
  })
  return new Promise((resolve) => {
    socket.on('error', () => undefined)
    socket.once('open', () => resolve({ status: 101, error: {}, socket }))
    socket.once('unexpected-response', (_request, response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, error: JSON.parse(body).error, socket }))
    })
  })
}

async function ticket(origin?: string): Promise<{ payload: string; url: string }> {
  const token = await guestToken(server.url)
  const { data } = await askPiano(server.url, 'POST /websocket/ticket', {
    token,
    ...(origin && { headers: { origin } }),
  })
  return { payload: String(data['payload']), url: String(data['url']) }
}

test.each(['/api', '/api/v1'])('[P-055] a ticket opens a connection under %s', async (prefix) => {
  const { payload } = await ticket()

  const { status, socket } = await attempt(`${prefix}/websocket/${payload}`)

  expect(status).toBe(101)
  socket.terminate()
})

test('[P-055] the url of the ticket opens a connection as it is', async () => {
  const { url } = await ticket()

  const { status, socket } = await attempt(new URL(url).pathname)

  expect(status).toBe(101)
  socket.terminate()
})

test.each(['Bearer', 'bearer', 'JWT', 'jwt'])(
  '[P-055] a token in the header opens a connection: %s',
  async (scheme) => {
    const { status, socket } = await attempt('/api/websocket', {
      headers: { authorization: `${scheme} ${await guestToken(server.url)}` },
    })

    expect(status).toBe(101)
    socket.terminate()
  },
)

describe('[P-056] what is refused before the upgrade', () => {
  test('[S-102] a ticket that was used', async () => {
    const { payload } = await ticket()
    const first = await attempt(`/api/websocket/${payload}`)
    first.socket.terminate()

    const { status, error } = await attempt(`/api/websocket/${payload}`)

    expect(status).toBe(401)
    expect(error.code).toBe('AUTHENTICATION_ERROR')
  })

  test('[S-102] a ticket with any character changed', async () => {
    const { payload } = await ticket()
    for (let at = 0; at < payload.length; at += 7) {
      const changed = payload.slice(0, at) + (payload[at] === 'A' ? 'B' : 'A') + payload.slice(at + 1)
      expect((await attempt(`/api/websocket/${changed}`)).status).toBe(401)
    }
  })

  test('[P-056] a random ticket, no ticket, a token that is none', async () => {
    expect((await attempt('/api/websocket/abc')).status).toBe(401)
    expect((await attempt('/api/websocket')).status).toBe(401)
    expect((await attempt('/api/websocket', { headers: { authorization: 'Bearer x.y.z' } })).status).toBe(401)
  })

  test('[S-11] a token in the query or in a cookie', async () => {
    const token = await guestToken(server.url)
    expect((await attempt(`/api/websocket?token=${token}`)).status).toBe(401)
    expect((await attempt('/api/websocket', { headers: { cookie: `token=${token}` } })).status).toBe(401)
  })

  test.each(['https://evil.example', 'null', 'http://127.0.0.1.evil.example', 'http://127.0.0.1:1', 'ftp://127.0.0.1'])(
    '[S-101] the foreign origin %s',
    async (origin) => {
      const { payload } = await ticket()
      expect((await attempt(`/api/websocket/${payload}`, { headers: { origin } })).status).toBe(403)
    },
  )

  test('[P-057] only subprotocols that are unknown', async () => {
    const { payload } = await ticket()
    expect((await attempt(`/api/websocket/${payload}`, { protocols: ['tutti.v9'] })).status).toBe(400)
  })
})

test('[S-101] the own origin is welcome, with a ticket that was asked for from there', async () => {
  const origin = `http://127.0.0.1:${server.port}`
  const { payload } = await ticket(origin)

  const { status, socket } = await attempt(`/api/websocket/${payload}`, { headers: { origin } })

  expect(status).toBe(101)
  socket.terminate()
})

test('[P-056] a plain GET is told to upgrade', async () => {
  const { payload } = await ticket()
  const response = await fetch(`${server.url}/api/websocket/${payload}`)

  expect(response.status).toBe(426)
  expect(await response.json()).toMatchObject({ success: false })
})

test('[P-064] the first frame is a welcome with the own user and the limits', async () => {
  using player = await TestPlayer.connect(server, { name: 'Ana' })

  const [first] = player.received
  expect(first?.message).toMatchObject({
    case: 'welcome',
    value: { user: { username: 'Ana', guest: true }, heartbeatMs: 15_000, limits: { maxFrameBytes: 65_536 } },
  })
  expect(first?.seq).toBe(0)
})

test('[S-107] permessage-deflate is not negotiated', async () => {
  using player = await TestPlayer.connect(server)

  expect(player.socket.extensions).toBe('')
})

test('[P-063] a heartbeat comes back with both stamps of the server, in its order', async () => {
  using player = await TestPlayer.connect(server)
  player.send({ case: 'heartbeat', value: { t0: 123n } })

  const { t0, t1, t2 } = await player.next('heartbeat')

  expect(t0).toBe(123n)
  expect(t1).toBeGreaterThan(1_700_000_000_000_000n)
  expect(t2).toBeGreaterThanOrEqual(t1)
})

test('[P-064] a client that answers nothing is closed with 4007', async () => {
  await using impatient = await startTestServer({ socketsSilenceMs: 200 })
  using player = await TestPlayer.connect(impatient, { autoPong: false })

  expect(await player.closed).toBe(4007)
})

test('[P-064] a client that says nothing but answers pings stays', async () => {
  await using impatient = await startTestServer({ socketsSilenceMs: 200 })
  using player = await TestPlayer.connect(impatient)
  const pings = new Promise<void>((resolve) => {
    let seen = 0
    player.socket.on('ping', () => (seen += 1) === 4 && resolve())
  })

  await pings

  expect(player.socket.readyState).toBe(player.socket.OPEN)
})

test('[P-065] a planned stop says when to come back and closes with 1012', async () => {
  const stopping = await startTestServer()
  using player = await TestPlayer.connect(stopping)

  await stopping[Symbol.asyncDispose]()

  expect(await player.closed).toBe(1012)
  expect(player.all('reconnect')).toHaveLength(1)
})
