import { createFakeClock } from '@tutti/testkit'
import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { startStaffed } from '../piano/staffed.ts'
import { claimsOf } from '../claims-of.ts'
import { BlueprintClient, password } from './blueprint-client.ts'
import { forBothSchemes } from './suite.ts'

forBothSchemes('logging in', (suite) => {
  test.each(['login', 'username', 'email'])('[B-080] [B-081] [C18] the address goes by %s', async (name) => {
    const { email } = await suite.blueprint.member()
    const json = { [name]: email.toUpperCase(), password }
    const { status, data } = await suite.blueprint.ask('/auth/login', { json })
    expect([status, typeof data['token'], data['expiresIn']]).toEqual([200, 'string', 2_592_000])
  })

  test('[B-081] a user name logs in as well', async () => {
    await suite.blueprint.member({ username: 'nadia' })
    expect((await suite.blueprint.logIn('NADIA')).status).toBe(200)
  })

  test('[B-071] [B-081] [S-25] a wrong password and an unknown user are told alike', async () => {
    const { email } = await suite.blueprint.member()
    const wrong = await suite.blueprint.logIn(email, 'Wrong-9-2')
    const unknown = await suite.blueprint.logIn('nobody@example.com', 'Wrong-9-2')
    expect([wrong.status, wrong.code]).toEqual([401, 11003])
    expect(unknown.value).toEqual(wrong.value)
  })

  test('[B-082] [B-061] a missing password is told as the field that it is', async () => {
    const { status, error } = await suite.blueprint.ask('/auth/login', { json: { login: 'clara' } })
    expect(status).toBe(400)
    expect(error).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: 'Invalid request payload',
      data: {
        code: 10003,
        validation: {
          details: [
            {
              message: '"password" is required',
              path: 'password',
              type: 'any.required',
              context: { key: 'password' },
            },
          ],
          source: 'payload',
          keys: ['password'],
        },
      },
    })
  })

  test('[B-083] the name by which a field was sent is the name by which it is told', async () => {
    const named = await suite.blueprint.ask('/auth/login', { json: { email: 7, password } })
    const twice = await suite.blueprint.ask('/auth/login', { json: { email: 'a@example.com', login: 'b', password } })
    expect(named.details).toMatchObject([{ path: 'email', type: 'string.base', context: { value: 7 } }])
    expect(twice.details).toMatchObject([{ path: 'login', type: 'object.allowUnknown' }])
  })

  test.each([
    ['nothing', undefined],
    ['an empty object', {}],
  ])('[B-083] [B-084] [C2] %s and a valid token are exchanged for a new token', async (_, json) => {
    const { token } = await suite.blueprint.member()

    const { status, data } = await suite.blueprint.ask('/auth/login', { method: 'POST', token, ...(json && { json }) })

    expect(status).toBe(200)
    const renewed = String(data['token'])
    expect(renewed).not.toBe(token)
    expect(Number(claimsOf(renewed)['exp'])).toBeGreaterThanOrEqual(Number(claimsOf(token)['exp']))
    for (const good of [renewed, token])
      expect((await suite.blueprint.ask('/users/me', { token: good })).status).toBe(200)
  })

  test.each([
    ['nothing', undefined],
    ['an empty object', {}],
  ])('[B-083] [C2] %s and no token are told what is missing', async (_, json) => {
    const { status, code, details } = await suite.blueprint.ask('/auth/login', {
      method: 'POST',
      ...(json && { json }),
    })
    expect([status, code, details.map(({ path }) => path)]).toEqual([400, 10003, ['login', 'password']])
  })

  test('[B-083] [C2] credentials win over a token, whatever that is worth', async () => {
    const [one, other] = [await suite.blueprint.member(), await suite.blueprint.member()]
    const json = { login: other.email, password }
    for (const token of [one.token, 'a.b.c']) {
      const { status, data } = await suite.blueprint.ask('/auth/login', { token, json })
      expect([status, claimsOf(String(data['token']))['sub']]).toEqual([200, other.id])
    }
  })

  test('[B-083] [C2] half of the credentials is no refresh', async () => {
    const { email, token } = await suite.blueprint.member()
    const { status, code } = await suite.blueprint.ask('/auth/login', { token, json: { login: email } })
    expect([status, code]).toEqual([400, 10003])
  })

  test('[B-087] the address of the origin refreshes too, and does nothing else', async () => {
    const { token } = await suite.blueprint.member()
    const refreshed = await suite.blueprint.ask('/auth/refresh-token', { method: 'POST', token })
    const strange = await suite.blueprint.ask('/auth/refresh-token', { token, json: { refreshToken: 'x' } })
    expect([refreshed.status, strange.code]).toEqual([200, 10003])
    expect((await suite.blueprint.ask('/auth/refresh-token', { method: 'POST' })).status).toBe(400)
  })

  test('[B-086] [S-13] what was logged out is refused, and not refreshed', async () => {
    const { token } = await suite.blueprint.member()
    await suite.piano.ask('/auth/logout', { method: 'POST', token })
    for (const path of ['/auth/login', '/auth/refresh-token']) {
      expect((await suite.blueprint.ask(path, { method: 'POST', token })).code).toBe(11001)
    }
  })

  test.each([{ $ne: 1 }, ['x'], 7, true, null])('[S-35] %j is no password', async (given) => {
    const { status, details } = await suite.blueprint.ask('/auth/login', { json: { login: 'a', password: given } })
    expect([status, details.map(({ path, type }) => [path, type])]).toEqual([400, [['password', 'string.base']]])
  })
})

test('[B-083] [B-085] [C2] an expired token is told to be one, unless credentials come with it', async () => {
  const clock = createFakeClock(Date.now())
  await using server = await startTestServer({ clock })
  const blueprint = new BlueprintClient(server.url)
  const { email, token } = await blueprint.member()
  clock.advance(31 * 86_400_000)

  const ask = (json?: unknown) => blueprint.ask('/auth/login', { method: 'POST', token, ...(json ? { json } : {}) })

  expect((await ask()).code).toBe(11001)
  expect((await ask({})).code).toBe(11001)
  expect((await ask({ login: email, password })).status).toBe(200)
  expect((await ask({ login: email })).code).toBe(10003)
})

test('[B-073] [B-086] [S-15] a suspended account is told so, to whoever knows its password', async () => {
  await using staffed = await startStaffed()
  const blueprint = new BlueprintClient(staffed.server.url)
  const { email, token } = await blueprint.member()
  const moderator = await staffed.hire('moderator')
  const { data } = await staffed.piano.ask('/users/profile', { token })
  await staffed.piano.ask(`/moderation/users/${String(data['user_id'])}/suspension`, {
    method: 'PUT',
    token: moderator.token,
    json: { reason: 'Noise' },
  })

  const told = [
    await blueprint.ask('/users/me', { token }),
    await blueprint.ask('/auth/login', { method: 'POST', token }),
    await blueprint.logIn(email),
  ]

  for (const { error } of told) {
    expect(error).toEqual({
      statusCode: 403,
      error: 'Forbidden',
      message: 'Your account is suspended and is not permitted to access this feature',
      data: { code: 13003 },
    })
  }
  expect((await blueprint.logIn(email, 'Wrong-9-2')).code).toBe(11003)
})
