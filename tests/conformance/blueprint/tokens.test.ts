import { createHmac } from 'node:crypto'
import { createFakeClock } from '@tutti/testkit'
import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { claimsOf } from '../claims-of.ts'
import { BlueprintClient } from './blueprint-client.ts'
import { forBothSchemes } from './suite.ts'

const daySeconds = 86_400
const example =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhNnZoQW8zRkc3dDEiLCJuYW1lIjoiSm9obiBEb2UiLCJpYXQiOjE0NzA1OTg5NzIsImV4cCI6MTQ3MDY4NTM3Mn0.ltA9zZmJKszBJuuV7pTWtY7LzLXrRUfebJDhy_jGMeM'
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

forBothSchemes('tokens', (suite) => {
  const who = (headers: Record<string, string>) => suite.blueprint.ask('/users/me', { headers })

  test('[B-001] [B-005] [B-010] [B-011] [B-012] [B-013] a token is a JWT of thirty days that names its user and issuer', async () => {
    const { id, token } = await suite.blueprint.member({ name: 'Clara', surname: 'Wieck' })
    const [header = ''] = token.split('.')
    const claims = claimsOf(token)

    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ alg: 'EdDSA', typ: 'JWT' })
    expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    expect(claims).toMatchObject({ sub: id, iss: 'tutti', iat: expect.any(Number), exp: expect.any(Number) })
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(30 * daySeconds)
    expect(JSON.stringify(claims)).not.toMatch(/Clara|Wieck|@/)
    const { data: me } = await suite.blueprint.ask('/users/me', { token })
    expect(me['id']).toBe(claims['sub'])
  })

  test.each(['JWT', 'jwt', 'Jwt', 'Bearer', 'bearer'])('[B-007] [C1] the scheme %s is taken', async (scheme) => {
    const { token } = await suite.blueprint.member()
    expect((await who({ Authorization: `${scheme} ${token}` })).status).toBe(200)
  })

  test.each(['Basic', 'Token', ''])('[B-007] [B-071] the scheme “%s” is none', async (scheme) => {
    const { token } = await suite.blueprint.member()
    const { status, code } = await who({ Authorization: `${scheme} ${token}` })
    expect([status, code]).toEqual([401, 11003])
  })

  test.each(['', 'JWT', 'JWT ', 'JWT a.b', 'JWT a.b.c.d', 'JWT a$.b.c', 'JWT a b c', 'JWT ..'])(
    '[B-051] [B-071] “%s” authenticates nobody',
    async (authorization) => {
      const { status, code, message, headers } = await who({ Authorization: authorization })
      expect([status, code, message]).toEqual([
        401,
        11003,
        'Bad authentication data - Method requires authentication but it was not presented or was wholly invalid.',
      ])
      expect(headers.get('www-authenticate')).toBe('JWT realm="tutti", Bearer realm="tutti"')
    },
  )

  test('[B-003] [S-11] a token in the query, a cookie, the body or another header is none', async () => {
    const { token } = await suite.blueprint.member()
    const elsewhere = await Promise.all([
      suite.blueprint.ask(`/users/me?token=${token}`),
      suite.blueprint.ask('/users/me', { method: 'PATCH', json: { token } }),
      who({ Cookie: `token=${token}` }),
      who({ 'X-Auth': token }),
    ])
    expect(elsewhere.map(({ status, code }) => [status, code])).toEqual(elsewhere.map(() => [401, 11003]))
  })

  test('[B-004] a token is good for its own request and no other of the same connection', async () => {
    const { token } = await suite.blueprint.member()
    expect((await suite.blueprint.ask('/users/me', { token })).status).toBe(200)
    expect((await suite.blueprint.ask('/users/me')).code).toBe(11003)
  })

  test('[B-008] [S-07] the token of the document is worth nothing', async () => {
    const { status, code, message, headers } = await suite.blueprint.ask('/users/me', { token: example })
    expect([status, code, message]).toEqual([401, 11001, 'Invalid or expired token'])
    expect(headers.get('www-authenticate')).toContain('error="invalid_token"')
  })

  test.each(['secret', '', 'changeme', 'your-256-bit-secret'])(
    '[S-02] [S-07] nor is one signed with “%s”',
    async (key) => {
      const { id } = await suite.blueprint.member()
      const now = Math.floor(Date.now() / 1000)
      const claims = { sub: id, iss: 'tutti', iat: now, exp: now + 60 }
      const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
      const token = `${unsigned}.${createHmac('sha256', key || ' ')
        .update(unsigned)
        .digest('base64url')}`
      expect((await suite.blueprint.ask('/users/me', { token })).code).toBe(11001)
    },
  )

  test.each([{ alg: 'none' }, { alg: 'nOnE' }, { alg: 'HS256' }, { kid: '../../dev/null' }, { crit: ['exp'] }])(
    '[S-01] [S-02] [S-03] [S-10] a header with %j is refused',
    async (part) => {
      const { token } = await suite.blueprint.member()
      const [header = '', payload, signature] = token.split('.')
      const changed = { ...JSON.parse(Buffer.from(header, 'base64url').toString()), ...part }
      const { status, code } = await suite.blueprint.ask('/users/me', {
        token: `${encode(changed)}.${payload}.${signature}`,
      })
      expect([status, code]).toEqual([401, 11001])
    },
  )

  test('[B-070] [S-05] a token with other claims under the old signature is refused', async () => {
    const { token } = await suite.blueprint.member()
    const [header, , signature] = token.split('.')
    const altered = `${header}.${encode({ ...claimsOf(token), roles: ['admin'] })}.${signature}`
    expect((await suite.blueprint.ask('/users/me', { token: altered })).code).toBe(11001)
  })

  test('[S-12] two tokens in one header are none', async () => {
    const { token } = await suite.blueprint.member()
    expect((await who({ Authorization: `JWT ${token}, JWT ${token}` })).code).toBe(11003)
  })
})

test('[B-002] [B-006] [B-009] [B-085] [C3] [C4] a token dies at its expiry to the second, and cannot be refreshed then', async () => {
  const clock = createFakeClock(Math.floor(Date.now() / 1000) * 1000)
  await using server = await startTestServer({ clock })
  const blueprint = new BlueprintClient(server.url)
  const { email, token } = await blueprint.member()
  const refresh = () => blueprint.ask('/auth/login', { method: 'POST', token })

  clock.advance(30 * daySeconds * 1000 - 1000)
  const renewed = await refresh()
  expect([(await blueprint.ask('/users/me', { token })).status, renewed.status]).toEqual([200, 200])
  clock.advance(1000)

  for (const answer of [await blueprint.ask('/users/me', { token }), await refresh()]) {
    expect([answer.status, answer.code]).toEqual([401, 11001])
  }
  expect((await blueprint.ask('/users/me', { token: String(renewed.data['token']) })).status).toBe(200)
  expect((await blueprint.logIn(email)).status).toBe(200)
})

test('[S-09] the token of another server is worth nothing here', async () => {
  await using here = await startTestServer()
  await using elsewhere = await startTestServer()
  const { token } = await new BlueprintClient(elsewhere.url).member()
  expect((await new BlueprintClient(here.url).ask('/users/me', { token })).code).toBe(11001)
})
