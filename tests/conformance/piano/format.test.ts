import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { checkHeaders, checkResponse } from './check-response.ts'
import { forBothPrefixes } from './suite.ts'

const login = JSON.stringify({ username: 'nobody', password: 'Nocturne-9-2' })

forBothPrefixes('format', (suite) => {
  test.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON;charset=UTF-8'])(
    '[P-021] %s is understood',
    async (type) => {
      const { status } = await suite.piano.ask('/auth/login', { text: login, headers: { 'Content-Type': type } })
      expect(status).toBe(401)
    },
  )

  test.each([
    {},
    { 'Content-Type': 'text/plain' },
    { 'Content-Type': 'application/xml' },
    { 'Content-Type': 'application/json; charset=latin1' },
    { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
  ])('[P-021] [C12] [S-76] a body with %j is refused', async (headers) => {
    const { status, error } = await suite.piano.ask('/auth/login', { text: login, headers })
    expect([status, error.code]).toEqual([415, 'VALIDATION_ERROR'])
  })

  test.each([
    '{"username":"clara"',
    '\ufeff{}',
    '{} {}',
    '{"a":1,"a":2}',
    '{"a":1e400}',
    String.raw`{"a":"\ud800"}`,
    '['.repeat(10_000) + ']'.repeat(10_000),
    '{"a":'.repeat(40) + '1' + '}'.repeat(40),
  ])('[P-023] [S-65] JSON that cannot be trusted is refused: %.20s', async (body) => {
    const { status, error } = await suite.piano.ask('/auth/login', {
      text: body,
      headers: { 'Content-Type': 'application/json' },
    })
    expect([status, error.code]).toEqual([400, 'VALIDATION_ERROR'])
  })

  test('[S-65] bytes that are no UTF-8 are refused', async () => {
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])
    const { status } = await suite.piano.ask('/auth/login', {
      text: body,
      headers: { 'Content-Type': 'application/json' },
    })
    expect(status).toBe(400)
  })

  test.each(['[]', '"text"', 'null', '5'])('[S-35] a body that is no object is refused: %s', async (body) => {
    const { status, error } = await suite.piano.ask('/auth/login', {
      text: body,
      headers: { 'Content-Type': 'application/json' },
    })
    expect([status, error.details['field']]).toEqual([400, 'body'])
  })

  test('[S-64] a prototype in a body reaches nothing', async () => {
    const body = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"username":"a","password":"b"}'
    const { status } = await suite.piano.ask('/auth/login', {
      text: body,
      headers: { 'Content-Type': 'application/json' },
    })
    expect([status, Reflect.get({}, 'polluted')]).toEqual([401, undefined])
  })

  test.each([102_401, 5_000_000])(
    '[P-023] [S-75] a body of %i bytes gets an answer that can be read',
    async (sizeBytes) => {
      const body = `{"username":"${'x'.repeat(sizeBytes)}"}`
      const { status, error } = await suite.piano.ask('/auth/login', {
        text: body,
        headers: { 'Content-Type': 'application/json' },
      })
      expect([status, error.message]).toEqual([400, 'The body is too large.'])
    },
  )

  test('a body of exactly 100 kB is read', async () => {
    const frame = '{"username":"nobody","password":"b","x":""}'
    const body = frame.replace('""', `"${'x'.repeat(102_400 - frame.length)}"`)
    const { status } = await suite.piano.ask('/auth/login', {
      text: body,
      headers: { 'Content-Type': 'application/json' },
    })
    expect(status).toBe(401)
  })

  test.each(['application/xml', 'text/html', 'application/json;q=0'])('[C19] Accept: %s is refused', async (accept) => {
    const { status, error } = await suite.piano.ask('/rooms', { headers: { Accept: accept } })
    expect([status, error.code]).toEqual([406, 'VALIDATION_ERROR'])
  })

  test.each(['*/*', 'application/*', 'application/json', 'text/html, */*;q=0.1'])(
    'Accept: %s is served',
    async (accept) => {
      expect((await suite.piano.ask('/rooms', { headers: { Accept: accept } })).status).toBe(200)
    },
  )

  test.each(['/nope', '/', '/rooms/', '/rooms/a/b', '/graphql', '/v2/rooms', '/ROOMS', '/rooms/%zz'])(
    '[P-003] [P-023] [P-082] the unknown address %s is refused',
    async (path) => {
      const { status, error } = await suite.piano.ask(path)
      expect([status, error.code]).toEqual([404, 'RESOURCE_NOT_FOUND'])
    },
  )

  test.each([
    ['DELETE', '/rooms', 'GET, HEAD, POST, OPTIONS'],
    ['GET', '/auth/login', 'POST, OPTIONS'],
    ['PATCH', '/rooms', 'GET, HEAD, POST, OPTIONS'],
  ])('[C19] %s %s is refused and told what is allowed', async (method, path, allow) => {
    const { status, error, headers } = await suite.piano.ask(path, { method })
    expect([status, error.code, headers.get('allow')]).toEqual([405, 'METHOD_NOT_ALLOWED', allow])
  })

  test('[S-53] a method in a header is not taken', async () => {
    const { status } = await suite.piano.ask('/rooms?_method=DELETE', {
      headers: { 'X-HTTP-Method-Override': 'DELETE' },
    })
    expect(status).toBe(200)
  })

  test('HEAD answers like GET, without a body', async () => {
    const response = await fetch(`${suite.server.url}/api/rooms`, { method: 'HEAD' })
    expect([response.status, await response.text(), response.headers.get('total-count')]).toEqual([200, '', '0'])
  })

  test('OPTIONS tells what is allowed', async () => {
    const response = await fetch(`${suite.server.url}/api/rooms`, { method: 'OPTIONS' })
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS'])
    checkHeaders(response.headers)
  })

  test.each(['v1', 'V1', '1', '1.0', '1.0.0'])('[P-081] [C8] the version %s is served', async (version) => {
    expect((await suite.piano.ask('/rooms', { headers: { 'API-Version': version } })).status).toBe(200)
  })

  test.each([
    ['address', '/nope', { Accept: 'text/html', 'API-Version': 'v9' }, 404],
    ['Accept', '/rooms', { Accept: 'text/html', 'API-Version': 'v9' }, 406],
    ['who asks', '/rooms', { 'Content-Type': 'text/plain' }, 401],
  ])('the first thing that is wrong is the one that is told: %s', async (_, path, headers, status) => {
    const text = path === '/rooms' && status === 401 ? { text: 'x' } : {}
    expect((await suite.piano.ask(path, { ...text, headers })).status).toBe(status)
  })

  test('the role comes before the body', async () => {
    const token = await suite.piano.guestToken()
    expect((await suite.piano.ask('/rooms', { text: '{', token })).status).toBe(403)
  })

  test('a sane request id is kept, another one replaced', async () => {
    const kept = await suite.piano.ask('/rooms', { headers: { 'X-Request-Id': 'trace-1.a:b' } })
    const replaced = await suite.piano.ask('/rooms', { headers: { 'X-Request-Id': '<script>' } })
    expect(kept.headers.get('x-request-id')).toBe('trace-1.a:b')
    expect(replaced.headers.get('x-request-id')).not.toBe('<script>')
  })

  test.each(['https://evil.example', 'null'])('[S-121] the foreign origin %s is given nothing', async (origin) => {
    const { headers } = await suite.piano.ask('/rooms', { headers: { Origin: origin } })
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('vary')).toMatch(/Origin/)
  })

  test('[S-12] two Authorization headers are none', async () => {
    const token = await suite.piano.guestToken()
    const headers = ['Host', 'localhost', 'Authorization', `Bearer ${token}`, 'Authorization', `Bearer ${token}`]
    const asking = request(`${suite.server.url}/api/websocket/ticket`, { method: 'POST', headers })
    const status = await new Promise<number | undefined>((resolve, reject) => {
      asking.on('response', (response) => void text(response).then(() => resolve(response.statusCode), reject))
      asking.on('error', reject)
      asking.end()
    })
    expect(status).toBe(401)
  })

  test('[P-026] [P-022] an answer to anything at all keeps the form', async () => {
    for (const path of ['/rooms', '/rooms/x', '/auth/login', '/%00', '/rooms?search=%ff']) {
      const response = await fetch(`${suite.server.url}/api${path}`)
      checkResponse(response, await response.text())
    }
  })
})
