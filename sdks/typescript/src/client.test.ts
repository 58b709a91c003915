import { describe, expect, test } from 'vitest'
import { createClient } from './client.ts'
import { type SessionStorage, memoryStorage } from './session/session-storage.ts'
import { FakeServer, type HttpAsked, ok, refused, sessionOf, tokenRefused } from './testing/fake-server.ts'
import { connected } from './testing/in-a-room.ts'
import { VirtualTime } from './testing/virtual-time.ts'

const room = {
  room_id: 'V1StGXR8_',
  room_name: 'Late Chopin',
  room_owner: null,
  room_type: 'public',
  max_users: 20,
  current_users: 3,
  has_password: false,
  temporary: true,
  created_at: '2026-11-21T19:30:00.000Z',
  settings: { allow_chat: true, note_quota: 200 },
}

function createTried(answer: (asked: HttpAsked) => Response | undefined, storage?: SessionStorage) {
  const server = new FakeServer(new VirtualTime())
  server.answerHttp = answer
  return { server, client: createClient({ ...server.options, ...(storage && { storage }) }) }
}

describe('names', () => {
  test('answers come in camelCase, however deep', async () => {
    const { client, server } = createTried(() => ok(room))

    expect(await client.rooms.get('V1StGXR8_')).toMatchObject({
      roomId: 'V1StGXR8_',
      currentUsers: 3,
      settings: { allowChat: true, noteQuota: 200 },
    })
    expect(server.asked[0]).toMatchObject({ method: 'GET', path: '/api/rooms/V1StGXR8_', token: null })
  })

  test('what is asked goes out in snake_case', async () => {
    const { client, server } = createTried(() => ok(room, 201))
    await client.rooms.create({ roomName: 'Mine', maxUsers: 4, settings: { allowChat: false } })

    expect(server.asked[0]).toMatchObject({
      method: 'POST',
      path: '/api/rooms',
      body: { room_name: 'Mine', max_users: 4, settings: { allow_chat: false } },
    })
  })

  test('a list is a page of items', async () => {
    const pagination = { page: 2, limit: 5, total: 11, pages: 3 }
    const { client, server } = createTried(() => ok({ rooms: [room], pagination }))

    expect(await client.rooms.list({ page: 2, perPage: 5, search: 'a b&c' })).toMatchObject({
      items: [{ roomName: 'Late Chopin' }],
      page: 2,
      perPage: 5,
      total: 11,
    })
    expect(server.asked[0]?.path).toBe('/api/rooms?page=2&limit=5&search=a+b%26c')
  })

  test('what is not asked for is not sent', async () => {
    const { client, server } = createTried(() =>
      ok({ rooms: [], pagination: { page: 1, limit: 20, total: 0, pages: 0 } }),
    )
    await client.rooms.list({ search: undefined })

    expect(server.asked[0]?.path).toBe('/api/rooms')
  })

  test('an id cannot leave its place in the address', async () => {
    const { client, server } = createTried(() => ok(room))
    await client.rooms.get('../users?x')

    expect(server.asked[0]?.path).toBe('/api/rooms/..%2Fusers%3Fx')
  })
})

describe('refusals', () => {
  test('say their code, status, field and details', async () => {
    const details = { field: 'confirm_password', issue: 'Passwords do not match' }
    const { client } = createTried(() => refused(400, { code: 'VALIDATION_ERROR', message: 'Invalid input', details }))

    await expect(client.logIn({ username: 'clara', password: 'x' })).rejects.toMatchObject({
      name: 'TuttiError',
      code: 'VALIDATION_ERROR',
      message: 'Invalid input',
      status: 400,
      field: 'confirmPassword',
      retryable: false,
      details: { issue: 'Passwords do not match' },
    })
  })

  test('say when to come again, from the body or from the header', async () => {
    const inBody = createTried(() => refused(429, { code: 'X', message: 'x', details: { retry_after_ms: 1_500 } }))
    const inHeader = createTried(() => refused(503, { code: 'X', message: 'x' }, { 'retry-after': '2' }))

    await expect(inBody.client.rooms.get('r')).rejects.toMatchObject({ retryable: true, retryAfterMs: 1_500 })
    await expect(inHeader.client.rooms.get('r')).rejects.toMatchObject({ retryable: true, retryAfterMs: 2_000 })
  })

  test('an answer that is no Tutti answer is none', async () => {
    const page = createTried(() => new Response('<html>', { status: 200 }))
    const proxy = createTried(() => new Response('<html>', { status: 502 }))

    await expect(page.client.rooms.get('r')).rejects.toMatchObject({ code: 'unexpected_answer', status: 200 })
    await expect(proxy.client.rooms.get('r')).rejects.toMatchObject({ code: 'unexpected_answer', retryable: true })
  })

  test('a server out of reach is a network error', async () => {
    const { client } = createTried(() => {
      throw new TypeError('fetch failed')
    })

    await expect(client.rooms.get('r')).rejects.toMatchObject({
      code: 'network_error',
      status: undefined,
      retryable: true,
    })
  })

  test('a server that does not answer within 15 s is given up, and no timer stays', async () => {
    const time = new VirtualTime()
    const server = new FakeServer(time)
    const fetch: typeof globalThis.fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')))
      })
    const client = createClient({ ...server.options, fetch })
    const refusal = client.rooms.get('r').catch((error: unknown) => error)
    await time.pass(15_000)

    expect(await refusal).toMatchObject({ code: 'timed_out' })
    expect(time.pending).toBe(0)
  })
})

describe('the session', () => {
  test('a guest comes in, and everybody who listens is told', async () => {
    const { client, server } = createTried(() => undefined)
    const told: unknown[] = []
    client.onSessionChange((session) => told.push(session?.user.username))
    const session = await client.enterAsGuest({ username: 'Ada' })

    expect(session).toMatchObject({ token: 'token-1', user: { userId: 'guest-1', username: 'Ada', isGuest: true } })
    expect(session.expiresAtMs).toBe(server.time.wallMs() + 3_600_000)
    expect(client.session).toBe(session)
    expect(told).toEqual(['Ada'])
  })

  test('registering logs in', async () => {
    const member = sessionOf(1, 'clara', 'member')
    const { client, server } = createTried(({ path }) => (path.endsWith('login') ? ok(member) : ok(member.user, 201)))
    await client.register({ username: 'clara', email: 'clara@example.com', password: 'Nocturne-9-2' })

    expect(server.asked.map(({ path }) => path)).toEqual(['/api/auth/register', '/api/auth/login'])
    expect(client.session?.user).toMatchObject({ username: 'clara', isGuest: false })
  })

  test('it is kept in the storage and found there again', async () => {
    const storage = memoryStorage()
    const first = createTried(() => undefined, storage)
    await first.client.enterAsGuest()
    const second = createTried(() => ok(room), storage)
    await second.client.rooms.get('r')

    expect(second.server.asked[0]?.token).toBe('Bearer token-1')
    void second.client.logOut()
    expect(storage.load()).toBeNull()
  })

  test('a member whose token is refused is signed out and told', async () => {
    const { client } = createTried(({ path }) => {
      if (path.endsWith('login')) return ok(sessionOf(1, 'clara', 'member'))
      return tokenRefused()
    })
    await client.logIn({ username: 'clara', password: 'x' })

    await expect(client.rooms.get('r')).rejects.toMatchObject({ status: 401 })
    expect(client.session).toBeNull()
  })

  test('requests of a guest that are refused together share one new session', async () => {
    const { client, server } = createTried(({ path, token }) => {
      if (!path.startsWith('/api/rooms')) return undefined
      return token === 'Bearer token-1' ? tokenRefused() : ok(room)
    })
    await client.enterAsGuest({ username: 'Ada' })
    await Promise.all([client.rooms.get('a'), client.rooms.get('b'), client.rooms.get('c')])

    expect(server.asked.filter(({ path }) => path === '/api/auth/guest')).toHaveLength(2)
    expect(client.session?.token).toBe('token-2')
  })

  test('a wrong password says nothing about the session that there is', async () => {
    const { client } = createTried(({ path }) =>
      path.endsWith('login') ? refused(401, { code: 'AUTHENTICATION_ERROR', message: 'Wrong' }) : undefined,
    )
    const session = await client.enterAsGuest()

    await expect(client.logIn({ username: 'clara', password: 'x' })).rejects.toMatchObject({ status: 401 })
    expect(client.session).toBe(session)
  })

  test('logging out closes the connection', async () => {
    const { client, connection, time } = await connected()
    void client.logOut()

    expect(connection.state).toMatchObject({ status: 'closed', reason: 'signed_out' })
    expect(client.session).toBeNull()
    expect(time.pending).toBe(0)
  })

  test('another user gets a connection of their own', async () => {
    const { client, connection, time } = await connected()
    const heard: unknown[] = []
    client.onSessionChange(() => heard.push(client.connect() === connection))
    await client.enterAsGuest({ username: 'Bela' })
    await time.pass(100)

    expect(heard).toEqual([false])
    expect(client.connection?.state.status).toBe('open')
  })
})
