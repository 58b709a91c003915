import { describe, expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { FakeServer, type HttpAsked, ok, refused, sessionOf, tokenRefused } from '../testing/fake-server.ts'
import { VirtualTime } from '../testing/virtual-time.ts'
import { memoryStorage, type SessionStorage } from './session-storage.ts'

const expired = tokenRefused
const rooms = () => ok({ rooms: [], pagination: { page: 1, limit: 20, total: 0, pages: 0 } })
const hourMs = 3_600_000

/** A server with one session of which the newest pair is good: `token-1`, `refresh-1`, then `token-2` and so on. */
function createRotating(role: 'guest' | 'member' = 'member') {
  const server = new FakeServer(new VirtualTime())
  const state = { newest: 1, refreshes: 0 }
  server.answerHttp = ({ path, token, body }: HttpAsked) => {
    if (path === '/api/auth/login' || path === '/api/auth/guest') return ok(sessionOf(state.newest, 'clara', role), 201)
    if (path === '/api/auth/refresh') {
      state.refreshes += 1
      const { refresh_token } = body as { refresh_token: string }
      if (refresh_token !== `refresh-${state.newest}`) return expired()
      state.newest += 1
      return ok(sessionOf(state.newest, 'clara', role))
    }
    if (path === '/api/auth/logout') return ok({})
    return token === `Bearer token-${state.newest}` ? rooms() : expired()
  }
  return { server, state }
}

async function signedIn(role: 'guest' | 'member' = 'member', storage: SessionStorage = memoryStorage()) {
  const { server, state } = createRotating(role)
  const client = createClient({ ...server.options, storage })
  if (role === 'guest') await client.enterAsGuest()
  else await client.logIn({ username: 'clara', password: 'x' })
  return { client, server, state, storage, time: server.time }
}

describe.each(['guest', 'member'] as const)('the session of a %s', (role) => {
  test('is refreshed a minute before its token expires, and kept at once', async () => {
    const { client, state, storage, time } = await signedIn(role)
    await time.pass(hourMs - 60_000)
    await client.rooms.list()
    expect(state.refreshes).toBe(0)

    await time.pass(1)
    await client.rooms.list()

    expect(state.refreshes).toBe(1)
    expect(storage.load()).toMatchObject({ token: 'token-2', refreshToken: 'refresh-2' })
    expect(client.session?.expiresAtMs).toBe(time.wallMs() + hourMs)
  })

  test('is refreshed once when its token is refused, whoever asks meanwhile', async () => {
    const { client, server, state } = await signedIn(role)
    const answer = server.answerHttp
    server.answerHttp = (asked) => (asked.token === 'Bearer token-1' ? expired() : answer(asked))

    await Promise.all([client.rooms.list(), client.rooms.list(), client.rooms.list()])

    expect(state.refreshes).toBe(1)
    expect(client.session?.refreshToken).toBe('refresh-2')
  })
})

test('a request whose new token is refused too is not tried for ever', async () => {
  const { client, server, state } = await signedIn()
  const answer = server.answerHttp
  server.answerHttp = (asked) => (asked.path.startsWith('/api/rooms') ? expired() : answer(asked))

  await expect(client.rooms.list()).rejects.toMatchObject({ status: 401 })

  expect(state.refreshes).toBe(1)
})

test('a member whose refresh token is refused is signed out', async () => {
  const { client, state, storage, time } = await signedIn()
  state.newest = 9
  await time.pass(hourMs)

  await client.rooms.list().catch(() => undefined)

  expect(client.session).toBeNull()
  expect(storage.load()).toBeNull()
})

test('a server out of reach costs nobody a session', async () => {
  const { client, server, time } = await signedIn()
  const answer = server.answerHttp
  server.answerHttp = () => {
    throw new TypeError('fetch failed')
  }
  await time.pass(2 * hourMs)

  await expect(client.rooms.list()).rejects.toMatchObject({ code: 'network_error' })
  server.answerHttp = answer

  await expect(client.rooms.list()).resolves.toBeDefined()
})

test('a token that is still good is used when it cannot be refreshed', async () => {
  const { client, server, time } = await signedIn()
  const answer = server.answerHttp
  server.answerHttp = (asked) =>
    asked.path === '/api/auth/refresh' ? refused(503, { code: 'SERVICE_UNAVAILABLE', message: 'Later' }) : answer(asked)
  await time.pass(hourMs - 30_000)

  await expect(client.rooms.list()).resolves.toBeDefined()
})

test('a tab takes the pair that another tab has got, instead of spending the old one again', async () => {
  const { client, server, state, storage, time } = await signedIn()
  const other = createClient({ ...server.options, storage })
  await time.pass(hourMs)
  await other.rooms.list()

  await client.rooms.list()

  expect(state.refreshes).toBe(1)
  expect(client.session?.token).toBe('token-2')
})

test('a refresh that comes back after logging out signs nobody in', async () => {
  const { client, time } = await signedIn()
  await time.pass(hourMs)
  const listing = client.rooms.list().catch(() => undefined)

  await client.logOut()
  await listing

  expect(client.session).toBeNull()
})

describe('logging out', () => {
  test('tells the server', async () => {
    const { client, server } = await signedIn()

    await client.logOut()

    expect(client.session).toBeNull()
    expect(server.asked.at(-1)).toMatchObject({ method: 'POST', path: '/api/auth/logout', token: 'Bearer token-1' })
  })

  test('works with a token that has expired', async () => {
    const { client, server, time } = await signedIn()
    await time.pass(hourMs)

    await client.logOut()

    expect(server.asked.at(-1)).toMatchObject({ path: '/api/auth/logout', token: 'Bearer token-2' })
    expect(client.session).toBeNull()
  })

  test('works without a server', async () => {
    const { client, server } = await signedIn()
    server.answerHttp = () => {
      throw new TypeError('fetch failed')
    }

    await client.logOut()

    expect(client.session).toBeNull()
  })
})

describe('own sessions', () => {
  const session = {
    session_id: 's',
    current: true,
    user_agent: null,
    created_at: '2026-11-21T19:30:00.000Z',
    last_used_at: '2026-11-21T19:30:00.000Z',
    expires_at: '2026-12-21T19:30:00.000Z',
  }

  async function listing() {
    const { client, server } = await signedIn()
    const page = { sessions: [session], pagination: { page: 1, limit: 20, total: 1, pages: 1 } }
    server.answerHttp = ({ path }) => (path.startsWith('/api/auth/sessions?') ? ok(page) : ok({}))
    return { client, server }
  }

  test('are listed', async () => {
    const { client } = await listing()

    expect(await client.sessions.list({ page: 1 })).toMatchObject({
      items: [{ sessionId: 's', current: true, lastUsedAt: '2026-11-21T19:30:00.000Z' }],
      total: 1,
    })
  })

  test('are ended one by one', async () => {
    const { client, server } = await listing()

    await client.sessions.end('s/1')

    expect(server.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/auth/sessions/s%2F1' })
    expect(client.session).not.toBeNull()
  })

  test('are ended all together, this one too', async () => {
    const { client, server } = await listing()

    await client.sessions.endAll()

    expect(server.asked.at(-1)).toMatchObject({ method: 'POST', path: '/api/auth/logout-all' })
    expect(client.session).toBeNull()
  })
})
