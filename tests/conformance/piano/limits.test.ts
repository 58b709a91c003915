import { startTestServer, type TestServer } from '@tutti/testkit/server'
import { expect, test, vi } from 'vitest'
import { PianoClient, type Answer } from './piano-client.ts'

const account = { username: 'clara', email: 'clara@example.com', password: 'Nocturne-9-2' }

interface Limited extends AsyncDisposable {
  readonly server: TestServer
  readonly piano: PianoClient
  /** Under the other prefix. */
  readonly alias: PianoClient
  /** As a proxy on this machine would ask for somebody else. */
  readonly from: (address: string) => { readonly headers: Record<string, string> }
}

async function startLimited(overrides: Parameters<typeof startTestServer>[0] = {}): Promise<Limited> {
  const server = await startTestServer({ limits: 'standard', trustedProxies: ['loopback'], ...overrides })
  return {
    server,
    piano: new PianoClient(`${server.url}/api`),
    alias: new PianoClient(`${server.url}/api/v1`),
    from: (address) => ({ headers: { 'X-Forwarded-For': address } }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

async function times(count: number, ask: (index: number) => Promise<Answer>): Promise<number[]> {
  const statuses: number[] = []
  for (let index = 0; index < count; index += 1) statuses.push((await ask(index)).status)
  return statuses
}

const tally = (statuses: readonly number[]) => Object.groupBy(statuses, String)

test('[P-048] the 101st request of a minute is refused', async () => {
  await using limited = await startLimited()

  const statuses = await times(101, () => limited.piano.ask('/rooms'))

  expect(statuses.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => 200))
  expect(statuses[100]).toBe(429)
})

test('[P-049] [S-26] the eleventh login of a minute is refused, with the right password too', async () => {
  await using limited = await startLimited()
  await limited.piano.ask('/auth/register', { json: account })
  const { username } = account

  const wrong = await times(10, () => limited.piano.ask('/auth/login', { json: { username, password: 'Wrong-9-2' } }))
  const right = await limited.piano.ask('/auth/login', { json: { username, password: account.password } })

  expect(new Set(wrong)).toEqual(new Set([401]))
  expect(right.status).toBe(429)
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('[P-049] [S-30] every way to the same login is one budget, and registering is another', async () => {
  await using limited = await startLimited()
  const json = { username: 'nobody', password: 'Wrong-9-2' }
  await times(6, () => limited.piano.ask('/auth/login', { json }))

  const rest = await times(5, () => limited.alias.ask('/auth/login', { json }))
  const others = await Promise.all(
    ['/API/AUTH/LOGIN', '//api/auth/login', '/api/auth/login/'].map((path) =>
      fetch(limited.server.url + path, { method: 'POST', body: JSON.stringify(json) }),
    ),
  )

  expect(rest).toEqual([401, 401, 401, 401, 429])
  for (const { status } of others) expect(status).not.toBe(401)
  expect((await limited.piano.ask('/auth/register', { json: account })).status).toBe(201)
})

test('[P-053] [S-31] of fifty logins at once ten are looked at', async () => {
  await using limited = await startLimited()
  const json = { username: 'nobody', password: 'Wrong-9-2' }

  const answers = await Promise.all(Array.from({ length: 50 }, () => limited.piano.ask('/auth/login', { json })))

  const { 401: looked, 429: refused } = tally(answers.map(({ status }) => status))
  expect([looked?.length, refused?.length]).toEqual([10, 40])
})

test('[P-052] every answer tells what is left, and until when', async () => {
  await using limited = await startLimited()
  const { piano } = limited
  const answers = [await piano.ask('/rooms'), await piano.ask('/rooms/unknown'), await piano.ask('/nowhere')]

  const nowSeconds = Date.now() / 1000
  for (const [index, { headers }] of answers.entries()) {
    const reset = Number(headers.get('x-ratelimit-reset'))
    expect(headers.get('x-ratelimit-limit')).toBe('100')
    expect(headers.get('x-ratelimit-remaining')).toBe(String(99 - index))
    expect(Number.isInteger(reset)).toBe(true)
    expect(reset).toBeGreaterThan(nowSeconds)
    expect(reset).toBeLessThanOrEqual(nowSeconds + 60)
    expect(headers.get('ratelimit-policy')).toBe('"general";q=100;w=60')
    expect(headers.get('ratelimit')).toMatch(new RegExp(`^"general";r=${99 - index};t=\\d+$`))
  }
})

test('[P-052] [P-054] [P-077] [P-079] a refusal says how long to wait', async () => {
  await using limited = await startLimited({ limitsGeneral: 1 })
  await limited.piano.ask('/rooms')

  const { status, error, headers } = await limited.piano.ask('/rooms')

  expect(status).toBe(429)
  expect(error).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', details: { retry_after_ms: expect.any(Number) } })
  expect(headers.get('x-ratelimit-remaining')).toBe('0')
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(50)
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60)
})

test('[P-053] users behind one address have a budget each, and may spend it from anywhere', async () => {
  await using limited = await startLimited({ limitsGeneral: 3, limitsGuest: 10 })
  const { piano, from } = limited
  const [one, other] = [await piano.guestToken(), await piano.guestToken()]

  const first = await times(4, (index) => piano.ask('/rooms', { token: one, ...from(`198.51.100.${index}`) }))

  expect(first).toEqual([200, 200, 200, 429])
  expect((await piano.ask('/rooms', { token: other })).status).toBe(200)
  expect((await piano.ask('/rooms')).status).toBe(200)
})

test('[S-28] an untrusted X-Forwarded-For, X-Real-IP or Forwarded changes nothing', async () => {
  await using limited = await startLimited({ limitsGeneral: 3, trustedProxies: [] })
  const spoof = (index: number) => ({
    'X-Forwarded-For': `198.51.100.${index}`,
    'X-Real-IP': `198.51.100.${index}`,
    Forwarded: `for=198.51.100.${index}`,
  })

  expect(await times(4, (index) => limited.piano.ask('/rooms', { headers: spoof(index) }))).toEqual([
    200, 200, 200, 429,
  ])
})

test('[S-29] one /64 is one address; a mapped IPv4 address is that address', async () => {
  await using limited = await startLimited({ limitsGeneral: 3 })
  const { piano, from } = limited

  const six = await times(4, (index) => piano.ask('/rooms', from(`2001:db8:1:2::${index}`)))
  const four = await times(4, (index) => piano.ask('/rooms', from(index % 2 ? '::ffff:1.2.3.4' : '1.2.3.4')))

  expect([six, four]).toEqual([
    [200, 200, 200, 429],
    [200, 200, 200, 429],
  ])
  expect((await piano.ask('/rooms', from('2001:db8:1:3::1'))).status).toBe(200)
})

test('[S-27] guesses from a hundred addresses trip a throttle; whoever is in stays in', async () => {
  await using limited = await startLimited()
  const { piano, from } = limited
  const { username, password } = account
  await piano.ask('/auth/register', { json: account })
  const { data } = await piano.ask('/auth/login', { json: { username, password } })

  const guesses = await times(30, (index) =>
    piano.ask('/auth/login', { json: { username, password: `Wrong-${index}` }, ...from(`198.51.100.${index}`) }),
  )
  const right = await piano.ask('/auth/login', { json: { username, password }, ...from('198.51.100.99') })
  const inside = await piano.ask('/websocket/ticket', { method: 'POST', token: String(data['token']) })

  expect(tally(guesses)).toMatchObject({ 401: { length: 20 }, 429: { length: 10 } })
  expect(right.status).toBe(429)
  expect(inside.status).toBe(200)
})

test('a classroom comes in as guests through one address, and no more', async () => {
  await using limited = await startLimited({ limitsGuest: 6 })

  expect(await times(7, () => limited.piano.ask('/auth/guest', { json: {} }))).toEqual([
    201, 201, 201, 201, 201, 201, 429,
  ])
})

test('[P-048] the next minute has the whole budget again', async () => {
  await using limited = await startLimited({ limitsGeneral: 1 })
  await limited.piano.ask('/rooms')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
  try {
    expect((await limited.piano.ask('/rooms')).status).toBe(200)
  } finally {
    vi.useRealTimers()
  }
})

test('[P-085] health and the figures are not counted', async () => {
  await using limited = await startLimited({ limitsGeneral: 1 })
  for (let count = 0; count < 5; count += 1) {
    const { status, headers } = await fetch(`${limited.server.url}/health`)
    expect([status, headers.get('x-ratelimit-limit')]).toEqual([200, null])
  }
})

test('switched off, nothing is counted', async () => {
  await using server = await startTestServer({ limitsGeneral: 1 })
  const piano = new PianoClient(`${server.url}/api`)
  expect(await times(3, () => piano.ask('/rooms'))).toEqual([200, 200, 200])
  expect((await piano.ask('/rooms')).headers.get('x-ratelimit-limit')).toBeNull()
})
