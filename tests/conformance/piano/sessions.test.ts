import { createFakeClock } from '@tutti/testkit'
import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { claimsOf } from '../claims-of.ts'
import { PianoClient, type Answer } from './piano-client.ts'
import { forBothPrefixes } from './suite.ts'

const dayMs = 86_400_000

/** A session as it was opened by a login. */
interface Opened {
  readonly token: string
  readonly refresh_token: string
}

function tokensOf({ data }: Answer): Opened {
  return { token: String(data['token']), refresh_token: String(data['refresh_token']) }
}

async function enter(piano: PianoClient, headers: Readonly<Record<string, string>> = {}): Promise<Opened> {
  return tokensOf(await piano.ask('/auth/guest', { json: {}, headers }))
}

function refresh(piano: PianoClient, { refresh_token }: Pick<Opened, 'refresh_token'>): Promise<Answer> {
  return piano.ask('/auth/refresh', { json: { refresh_token } })
}

async function isValid(piano: PianoClient, { token }: Pick<Opened, 'token'>): Promise<boolean> {
  return (await piano.ask('/auth/validate-token', { token })).status === 200
}

forBothPrefixes('refreshing', (suite) => {
  test('[P-012] [P-030] a refresh token gives another pair that works', async () => {
    const before = await enter(suite.piano)

    const answer = await refresh(suite.piano, before)

    const after = tokensOf(answer)
    expect(answer.status).toBe(200)
    expect(answer.data).toMatchObject({ expires_in: expect.any(Number), user: { roles: ['guest'] } })
    expect(after.token).not.toBe(before.token)
    expect(after.refresh_token).not.toBe(before.refresh_token)
    expect(await isValid(suite.piano, after)).toBe(true)
    expect((await refresh(suite.piano, after)).status).toBe(200)
  })

  test('[P-012] a valid token without a body gives another token, and no refresh token', async () => {
    const before = await enter(suite.piano)

    const { status, data } = await suite.piano.ask('/auth/refresh', { method: 'POST', token: before.token })

    expect([status, 'refresh_token' in data]).toEqual([200, false])
    expect(data['token']).not.toBe(before.token)
    expect(await isValid(suite.piano, { token: String(data['token']) })).toBe(true)
    expect((await refresh(suite.piano, before)).status).toBe(200)
  })

  test('[P-012] a stale token beside a refresh token is not looked at', async () => {
    const { refresh_token } = await enter(suite.piano)
    const { status } = await suite.piano.ask('/auth/refresh', { json: { refresh_token }, token: 'a.b.c' })
    expect(status).toBe(200)
  })

  test('[P-012] without either the missing field is named', async () => {
    const { status, error } = await suite.piano.ask('/auth/refresh', { method: 'POST' })
    expect([status, error.code, error.details['field']]).toEqual([400, 'VALIDATION_ERROR', 'refresh_token'])
  })

  test.each([5, null, ['x'], { $ne: 1 }])('[S-35] %j is no refresh token', async (refresh_token) => {
    const { status, error } = await suite.piano.ask('/auth/refresh', { json: { refresh_token } })
    expect([status, error.details['field']]).toEqual([400, 'refresh_token'])
  })

  test('[S-06] an access token and a ticket are no refresh tokens', async () => {
    const { token } = await enter(suite.piano)
    const { data } = await suite.piano.ask('/websocket/ticket', { method: 'POST', token })
    for (const other of [token, String(data['payload']), '', 'x', 'A'.repeat(70)]) {
      const { status, error } = await refresh(suite.piano, { refresh_token: other })
      expect([status, error.code]).toEqual([401, 'AUTHENTICATION_ERROR'])
    }
  })

  test('[P-013] [S-21] of 20 at the same time all get the same pair', async () => {
    const before = await enter(suite.piano)

    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(suite.piano, before)))

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(new Set(answers.map((answer) => JSON.stringify(tokensOf(answer))))).toHaveLength(1)
  })

  test('[S-20] a token from further back ends the session, the newest pair and all', async () => {
    const before = await enter(suite.piano)
    const newest = tokensOf(await refresh(suite.piano, tokensOf(await refresh(suite.piano, before))))

    expect((await refresh(suite.piano, before)).status).toBe(401)

    expect((await refresh(suite.piano, newest)).status).toBe(401)
    expect(await isValid(suite.piano, newest)).toBe(false)
  })

  test('[S-24] a refresh token has more than 128 bits that nobody can guess', async () => {
    const [one, other] = [await enter(suite.piano), await enter(suite.piano)]
    const [proof, otherProof] = [one, other].map(({ refresh_token }) =>
      Buffer.from(refresh_token, 'base64url').subarray(-32),
    )
    expect(proof).toHaveLength(32)
    expect(proof).not.toEqual(otherProof)
  })
})

forBothPrefixes('ending', (suite) => {
  test('[P-031] [S-13] [S-22] logging out ends this session alone, tokens and tickets', async () => {
    const member = await suite.piano.member()
    const { username, password } = member
    const other = tokensOf(await suite.piano.ask('/auth/login', { json: { username, password } }))
    const own = tokensOf(await suite.piano.ask('/auth/login', { json: { username, password } }))

    const first = await suite.piano.ask('/auth/logout', { method: 'POST', token: own.token })
    const second = await suite.piano.ask('/auth/logout', { method: 'POST', token: own.token })

    expect([first.status, first.data, second.status]).toEqual([200, {}, 401])
    expect(await isValid(suite.piano, own)).toBe(false)
    expect((await refresh(suite.piano, own)).status).toBe(401)
    expect((await suite.piano.ask('/websocket/ticket', { method: 'POST', token: own.token })).status).toBe(401)
    expect(await isValid(suite.piano, other)).toBe(true)
  })

  test('[S-22] logging out everywhere ends them all', async () => {
    const { username, password, token } = await suite.piano.member()
    const other = tokensOf(await suite.piano.ask('/auth/login', { json: { username, password } }))

    const { status } = await suite.piano.ask('/auth/logout-all', { method: 'POST', token })

    expect(status).toBe(200)
    expect(await isValid(suite.piano, { token })).toBe(false)
    expect(await isValid(suite.piano, other)).toBe(false)
    expect((await refresh(suite.piano, other)).status).toBe(401)
    expect((await suite.piano.ask('/auth/login', { json: { username, password } })).status).toBe(200)
  })

  test('sessions are listed with the client that opened them, and nothing that is secret', async () => {
    const own = await enter(suite.piano, { 'User-Agent': 'A piano in the attic' })

    const { data } = await suite.piano.ask('/auth/sessions', { token: own.token })

    expect(data).toStrictEqual({
      sessions: [
        {
          session_id: claimsOf(own.token)['sid'],
          current: true,
          user_agent: 'A piano in the attic',
          application_id: null,
          created_at: expect.any(String),
          last_used_at: expect.any(String),
          expires_at: expect.any(String),
        },
      ],
      pagination: { page: 1, limit: 20, total: 1, pages: 1 },
    })
  })

  test('one of several sessions is ended from another one', async () => {
    const { username, password, token } = await suite.piano.member()
    const other = tokensOf(await suite.piano.ask('/auth/login', { json: { username, password } }))
    const path = `/auth/sessions/${String(claimsOf(other.token)['sid'])}`

    const first = await suite.piano.ask(path, { method: 'DELETE', token })
    const second = await suite.piano.ask(path, { method: 'DELETE', token })

    expect([first.status, second.status]).toEqual([200, 404])
    expect(await isValid(suite.piano, other)).toBe(false)
    const { data } = await suite.piano.ask('/auth/sessions', { token })
    expect(data['sessions']).toMatchObject([{ session_id: claimsOf(token)['sid'], current: true }])
  })

  test("[S-50] somebody else's session is as unknown as one that is none", async () => {
    const [own, other] = [await enter(suite.piano), await enter(suite.piano)]
    const ids = [claimsOf(other.token)['sid'], '00000000-0000-4000-8000-000000000000', 'x', "' or 1=1 --"]

    const answers = await Promise.all(
      ids.map((id) =>
        suite.piano.ask(`/auth/sessions/${encodeURIComponent(String(id))}`, { method: 'DELETE', token: own.token }),
      ),
    )

    for (const { status, error } of answers) {
      expect([status, error]).toEqual([404, answers[0]?.error])
      expect(error).toMatchObject({ code: 'RESOURCE_NOT_FOUND', details: {} })
    }
    expect(await isValid(suite.piano, other)).toBe(true)
  })

  test.each(['POST /auth/logout', 'POST /auth/logout-all', 'GET /auth/sessions', 'DELETE /auth/sessions/x'])(
    '[P-006] %s wants a token',
    async (address) => {
      const [method = '', path = ''] = address.split(' ')
      const { status, error } = await suite.piano.ask(path, { method })
      expect([status, error.code]).toEqual([401, 'AUTHENTICATION_ERROR'])
    },
  )
})

forBothPrefixes('validating', (suite) => {
  test('[P-032] a valid token is told until when', async () => {
    const { token } = await enter(suite.piano)

    const { status, data } = await suite.piano.ask('/auth/validate-token', { token })

    expect([status, data['valid']]).toEqual([200, true])
    expect(Date.parse(String(data['expires_at']))).toBe(Number(claimsOf(token)['exp']) * 1000)
  })

  test.each([{}, { token: 'a.b.c' }])('[P-032] with %j it is an error, and the data says so too', async (ask) => {
    const { status, error, data } = await suite.piano.ask('/auth/validate-token', ask)
    expect([status, error.code, data]).toEqual([401, 'AUTHENTICATION_ERROR', { valid: false }])
  })

  test('[P-010] [P-011] the token of a login serves request after request', async () => {
    const member = await suite.piano.member()
    for (let count = 0; count < 3; count += 1) {
      expect((await suite.piano.ask('/users/profile', { token: member.token })).data).toMatchObject({
        username: member.username,
      })
    }
  })
})

test('[P-012] [S-08] a token ends at its exp, the session goes on', async () => {
  const clock = createFakeClock(Date.now())
  await using server = await startTestServer({ clock })
  const piano = new PianoClient(`${server.url}/api`)
  const own = await enter(piano)

  clock.advance(3_600_000)

  expect(await isValid(piano, own)).toBe(false)
  expect((await piano.ask('/auth/refresh', { method: 'POST', token: own.token })).status).toBe(401)
  expect((await refresh(piano, own)).status).toBe(200)
})

test('[P-013] [S-20] the token before the newest is good for ten seconds, then it ends the session', async () => {
  const clock = createFakeClock(Date.now())
  await using server = await startTestServer({ clock })
  const piano = new PianoClient(`${server.url}/api`)
  const before = await enter(piano)
  const newest = tokensOf(await refresh(piano, before))

  clock.advance(9_999)
  expect(tokensOf(await refresh(piano, before))).toEqual(newest)
  clock.advance(1)

  expect((await refresh(piano, before)).status).toBe(401)
  expect(await isValid(piano, newest)).toBe(false)
  expect((await refresh(piano, newest)).status).toBe(401)
})

test('[P-012] a session that is not used for 30 days is over', async () => {
  const clock = createFakeClock(Date.now())
  await using server = await startTestServer({ clock })
  const piano = new PianoClient(`${server.url}/api`)
  const [used, unused] = [await enter(piano), await enter(piano)]
  clock.advance(20 * dayMs)
  const after = tokensOf(await refresh(piano, used))
  clock.advance(20 * dayMs)

  expect((await refresh(piano, unused)).status).toBe(401)
  expect((await refresh(piano, after)).status).toBe(200)
})

test('[S-16] however it is refreshed, a session ends after 365 days', async () => {
  const clock = createFakeClock(Date.now())
  await using server = await startTestServer({ clock })
  const piano = new PianoClient(`${server.url}/api`)
  let pair = await enter(piano)
  for (let day = 25; day < 365; day += 25) {
    clock.advance(25 * dayMs)
    pair = tokensOf(await refresh(piano, pair))
  }

  clock.advance(15 * dayMs)

  expect(await isValid(piano, pair)).toBe(false)
  expect((await refresh(piano, pair)).status).toBe(401)
  expect((await piano.ask('/auth/refresh', { method: 'POST', token: pair.token })).status).toBe(401)
})

test('tokens of the key before are valid until they expire; new ones are signed by the new key', async () => {
  const clock = createFakeClock(Date.now())
  await using server = await startTestServer({ clock })
  const piano = new PianoClient(`${server.url}/api`)
  const before = await enter(piano)

  server.rotateSigningKey()

  const after = await enter(piano)
  const [oldHeader, newHeader] = [before, after].map(({ token }) => token.split('.')[0])
  expect(newHeader).not.toBe(oldHeader)
  expect(await isValid(piano, before)).toBe(true)
  expect(await isValid(piano, after)).toBe(true)
})

test('a key that is older than it may be is replaced at the start, and its tokens stay valid', async () => {
  const clock = createFakeClock(Date.now())
  await using kept = await startTestServer({ clock })
  const { dataDir } = kept.config
  const databaseUrl = `file:${dataDir}/tutti.db`
  const first = await startTestServer({ clock, dataDir, databaseUrl, signingKeyDays: 30 })
  clock.advance(30 * dayMs - 1000)
  const before = await enter(new PianoClient(`${first.url}/api`))
  await first[Symbol.asyncDispose]()
  clock.advance(1000)

  await using second = await startTestServer({ clock, dataDir, databaseUrl, signingKeyDays: 30 })
  const piano = new PianoClient(`${second.url}/api`)

  expect(await isValid(piano, before)).toBe(true)
  expect((await enter(piano)).token.split('.')[0]).not.toBe(before.token.split('.')[0])
})

test('[S-24] of an address that guesses refresh tokens ten a minute are looked at', async () => {
  await using server = await startTestServer({ limits: 'standard' })
  const piano = new PianoClient(`${server.url}/api`)
  const own = await enter(piano)
  const statuses = []
  for (let count = 0; count < 10; count += 1) {
    statuses.push((await refresh(piano, { refresh_token: 'A'.repeat(70) })).status)
  }

  const { status, headers } = await refresh(piano, own)

  expect(statuses).toEqual(Array.from({ length: 10 }, () => 401))
  expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true])
})
