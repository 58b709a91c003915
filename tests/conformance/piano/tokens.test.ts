import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { forBothPrefixes, type Suite } from './suite.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An address that only asks who it is. */
function askTicket({ piano }: Suite, headers: Record<string, string>) {
  return piano.ask('/websocket/ticket', { method: 'POST', headers })
}

forBothPrefixes('tokens', (suite) => {
  test.each(['Bearer', 'bearer', 'JWT', 'jwt', 'BEARER'])('[P-006] [C1] the scheme %s is taken', async (scheme) => {
    const headers = { Authorization: `${scheme} ${await suite.piano.guestToken()}` }
    expect((await askTicket(suite, headers)).status).toBe(200)
  })

  test('[P-006] without a token there is a challenge', async () => {
    const { status, error, headers } = await askTicket(suite, {})
    expect([status, error.code]).toEqual([401, 'AUTHENTICATION_ERROR'])
    expect(headers.get('www-authenticate')).toBe('Bearer realm="tutti"')
  })

  test('[C1] with a bad token the challenge says so', async () => {
    const { headers } = await askTicket(suite, { Authorization: 'Bearer a.b.c' })
    expect(headers.get('www-authenticate')).toBe('Bearer realm="tutti", error="invalid_token"')
  })

  test('[P-006] [S-11] a token in the query, a cookie, the body or another header is none', async () => {
    const token = await suite.piano.guestToken()
    const elsewhere = await Promise.all([
      suite.piano.ask(`/websocket/ticket?token=${token}`, { method: 'POST' }),
      suite.piano.ask('/websocket/ticket', { json: { token } }),
      askTicket(suite, { Cookie: `token=${token}` }),
      askTicket(suite, { 'X-Auth': token }),
    ])
    expect(elsewhere.map(({ status }) => status)).toEqual([401, 401, 401, 401])
  })

  test('[S-12] two tokens in one header are none', async () => {
    const token = await suite.piano.guestToken()
    expect((await askTicket(suite, { Authorization: `Bearer ${token}, Bearer ${token}` })).status).toBe(401)
  })

  test.each(['none', 'None', 'nOnE', 'HS256'])('[S-01] [S-02] the algorithm %s is refused', async (alg) => {
    const [header = '', payload = ''] = (await suite.piano.guestToken()).split('.')
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
    const unsigned = `${encode({ alg, typ: 'JWT', kid })}.${payload}`
    const signature = alg === 'HS256' ? createHmac('sha256', kid).update(unsigned).digest('base64url') : ''
    expect((await askTicket(suite, { Authorization: `Bearer ${unsigned}.${signature}` })).status).toBe(401)
  })

  test.each([
    { kid: '../../dev/null' },
    { kid: "' OR 1=1--" },
    { kid: 'k'.repeat(10_000) },
    { jku: 'http://127.0.0.1:1/keys' },
    { jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' } },
    { crit: ['exp'] },
    { zip: 'DEF' },
    { typ: 'refresh' },
  ])('[S-03] [S-04] [S-10] a header with %j is refused', async (part) => {
    const [header = '', payload, signature] = (await suite.piano.guestToken()).split('.')
    const changed = { ...JSON.parse(Buffer.from(header, 'base64url').toString()), ...part }
    const token = `${encode(changed)}.${payload}.${signature}`
    expect([401, 431]).toContain((await askTicket(suite, { Authorization: `Bearer ${token}` })).status)
  })

  test('[S-05] edited claims under the old signature are refused', async () => {
    const [header, payload = '', signature] = (await suite.piano.guestToken()).split('.')
    const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), roles: ['admin'] }
    const token = `${header}.${encode(claims)}.${signature}`
    expect((await askTicket(suite, { Authorization: `Bearer ${token}` })).status).toBe(401)
  })

  test('[S-06] a refresh token and a ticket are no access tokens', async () => {
    const { data } = await suite.piano.ask('/auth/guest', { method: 'POST' })
    const ticket = await askTicket(suite, { Authorization: `Bearer ${String(data['token'])}` })
    for (const other of [data['refresh_token'], ticket.data['payload']]) {
      expect((await askTicket(suite, { Authorization: `Bearer ${String(other)}` })).status).toBe(401)
    }
  })

  test("[S-07] [B-008] the other document's example token is refused", async () => {
    const claims = { sub: 'a6vhAo3FG7t1', name: 'John Doe', iat: 1470598972, exp: 1470685372 }
    const unsigned = `${encode({ alg: 'HS256' })}.${encode(claims)}`
    const signature = createHmac('sha256', 'secret').update(unsigned).digest('base64url')
    expect((await askTicket(suite, { Authorization: `JWT ${unsigned}.${signature}` })).status).toBe(401)
  })

  test('[S-10] the same bytes spelled another way are refused', async () => {
    const token = await suite.piano.guestToken()
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = alphabet.indexOf(token.at(-1) ?? '')
    const other = token.slice(0, -1) + alphabet.charAt(last ^ 1)
    expect(Buffer.from(other.split('.')[2] ?? '', 'base64url')).toEqual(
      Buffer.from(token.split('.')[2] ?? '', 'base64url'),
    )
    expect((await askTicket(suite, { Authorization: `Bearer ${other}` })).status).toBe(401)
  })

  test('[P-011] one token serves many requests', async () => {
    const token = await suite.piano.guestToken()
    for (let count = 0; count < 3; count += 1) {
      expect((await askTicket(suite, { Authorization: `Bearer ${token}` })).status).toBe(200)
    }
  })

  test('[P-055] a ticket comes with the address to open and what may be spoken there', async () => {
    const { data } = await askTicket(suite, { Authorization: `Bearer ${await suite.piano.guestToken()}` })
    expect(data).toStrictEqual({
      payload: expect.stringMatching(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/),
      url: `${suite.server.url.replace('http', 'ws')}/api/websocket/${String(data['payload'])}`,
      protocols: ['tutti.v1.proto', 'tutti.v1.json'],
      expires_at: expect.any(String),
    })
    const lifetimeMs = Date.parse(String(data['expires_at'])) - Date.now()
    expect(lifetimeMs).toBeGreaterThan(20_000)
    expect(lifetimeMs).toBeLessThanOrEqual(30_100)
  })

  test.each(['/websocket', '/websocket/some-payload'])(
    '[P-056] GET %s without an upgrade is told to upgrade',
    async (path) => {
      const { status, headers } = await suite.piano.ask(path)
      expect([status, headers.get('upgrade')]).toEqual([426, 'websocket'])
    },
  )
})
