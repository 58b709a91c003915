import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { applicationId, BlueprintClient } from './blueprint-client.ts'
import { forBothSchemes } from './suite.ts'

const json = { 'Content-Type': 'application/json' }

forBothSchemes('manners', (suite) => {
  test.each([
    ['DELETE', '/users', 'GET, HEAD, OPTIONS'],
    ['PUT', '/users/me', 'GET, HEAD, PATCH, OPTIONS'],
    ['GET', '/auth/login', 'POST, OPTIONS'],
    ['POST', '/users/me', 'GET, HEAD, PATCH, OPTIONS'],
    ['GET', '/users/me/password', 'PUT, OPTIONS'],
    ['PATCH', '/users/me/avatar', 'POST, DELETE, OPTIONS'],
  ])('[B-033] [B-054] [C9] %s %s is refused and told what is allowed', async (method, path, allow) => {
    const { status, code, error, headers } = await suite.blueprint.ask(path, { method })
    expect([status, code, error.error, headers.get('allow')]).toEqual([405, 10006, 'Method Not Allowed', allow])
  })

  test('[B-033] [S-78] TRACE is refused', async () => {
    const asking = request(`${suite.server.url}/users`, { method: 'TRACE', agent: false })
    const status = await new Promise((resolve, reject) => {
      asking.on('error', reject)
      asking.on('response', (response) => resolve(response.resume().statusCode))
      asking.end()
    })
    expect([400, 405]).toContain(status)
  })

  test.each(['/nope', '/auth', '/auth/nope', '/users/me/nope', '/auth/login/x', '/users/%zz', '/USERS', '//users'])(
    '[B-053] there is nothing at %s',
    async (path) => {
      const { status, code, error } = await suite.blueprint.ask(path)
      expect([status, code, error.error]).toEqual([404, 10004, 'Not Found'])
    },
  )

  test('[B-053] nor at another address for any method', async () => {
    expect((await suite.blueprint.ask('/nope', { json: {} })).status).toBe(404)
  })

  test.each(['application/xml', 'text/html', 'application/json;q=0', 'image/*'])(
    '[B-039] [B-055] Accept: %s cannot be served, and the refusal is JSON',
    async (accept) => {
      const { status, code } = await suite.blueprint.ask('/users/me', { headers: { Accept: accept } })
      expect([status, code]).toEqual([406, 10007])
    },
  )

  test.each(['*/*', 'application/*', 'application/json', 'text/html, */*;q=0.1'])(
    '[B-037] [B-039] Accept: %s is served',
    async (accept) => {
      const { token } = await suite.blueprint.member()
      expect((await suite.blueprint.ask('/users/me', { token, headers: { Accept: accept } })).status).toBe(200)
    },
  )

  test.each(['application/xml', 'text/plain', '', 'multipart/form-data; boundary=x', 'image/png'])(
    '[B-038] [B-040] [B-056] [B-067] [C12] a body of the type “%s” is refused',
    async (type) => {
      const body = new TextEncoder().encode('{"login":"a","password":"b"}')
      const { status, code, message } = await suite.blueprint.ask('/auth/login', {
        body,
        headers: { 'Content-Type': type },
      })
      expect([status, code, message]).toEqual([415, 10010, 'Invalid Content-Type'])
    },
  )

  test('[B-038] without a body there is nothing to have a type', async () => {
    const { token } = await suite.blueprint.member()
    expect((await suite.blueprint.ask('/auth/refresh-token', { method: 'POST', token })).status).toBe(200)
  })

  test.each(['{bad json', '[', '{"a":1,"a":2}', '\ufeff{}', '{"a":1e400}', '['.repeat(10_000)])(
    '[B-050] [S-65] %# a body that is no JSON is refused',
    async (body) => {
      const { status, code, error } = await suite.blueprint.ask('/auth/login', { body, headers: json })
      expect([status, code, error.error]).toEqual([400, 10001, 'Bad Request'])
    },
  )

  test('[S-75] a body that is too large is refused with an answer', async () => {
    const { status, code } = await suite.blueprint.ask('/auth/login', { json: { login: 'x'.repeat(200_000) } })
    expect([status, code]).toEqual([400, 10001])
  })

  test('[B-062] an error that is of no field has a code and nothing else', async () => {
    const { error } = await suite.blueprint.ask('/users/me')
    expect(error.data).toStrictEqual({ code: 11003 })
  })

  test('[B-059] [B-060] [B-063] [B-064] every field that is wrong is told, as joi 9 would', async () => {
    const { token } = await suite.blueprint.member()

    const { error } = await suite.blueprint.ask('/users/me', {
      method: 'PATCH',
      token,
      json: { name: 7, settings: { theme: 'pink', notifications: 'yes', foo: 1 }, roles: ['admin'] },
    })

    expect(error.message).toBe('Invalid request payload')
    expect(error.data.validation).toEqual({
      details: [
        { message: '"name" must be a string', path: 'name', type: 'string.base', context: { value: 7, key: 'name' } },
        {
          message: '"theme" must be one of [system, light, dark]',
          path: 'settings.theme',
          type: 'any.allowOnly',
          context: { value: 'pink', key: 'theme' },
        },
        {
          message: '"notifications" must be a boolean',
          path: 'settings.notifications',
          type: 'boolean.base',
          context: { value: 'yes', key: 'notifications' },
        },
        {
          message: '"foo" is not allowed',
          path: 'settings.foo',
          type: 'object.allowUnknown',
          context: { value: 1, key: 'foo' },
        },
        {
          message: '"roles" is not allowed',
          path: 'roles',
          type: 'object.allowUnknown',
          context: { value: ['admin'], key: 'roles' },
        },
      ].toSorted((one, other) => order.indexOf(one.path) - order.indexOf(other.path)),
      source: 'payload',
      keys: order,
    })
  })

  const order = ['name', 'settings.theme', 'settings.notifications', 'settings.foo', 'roles']

  test('[B-059] [B-061] [B-065] wrong parameters of a query are told with their source', async () => {
    const { token } = await suite.blueprint.member()
    const { status, code, message, error } = await suite.blueprint.ask('/users?page=x&sort=zzz', { token })
    expect([status, code, message]).toEqual([400, 10003, 'Invalid query parameters'])
    expect(error.data.validation).toMatchObject({
      details: [
        { path: 'page', type: 'number.base', context: { key: 'page' } },
        { path: 'sort', type: 'any.allowOnly', context: { key: 'sort', value: 'zzz' } },
      ],
      source: 'query',
      keys: ['page', 'sort'],
    })
  })

  test('[B-042] [B-066] a date that is none has a code of its own', async () => {
    const { token } = await suite.blueprint.member()
    const { status, code, message, details } = await suite.blueprint.ask('/users?createdAt=01/02/2016', { token })
    expect([status, code, message]).toEqual([400, 10005, 'Date is not in ISO 8601 standard'])
    expect(details).toMatchObject([
      { path: 'createdAt', type: 'date.isoDate', context: { key: 'createdAt', value: '01/02/2016' } },
    ])
  })

  test('[B-060] no secret comes back, wherever it stood', async () => {
    const secret = 'Zz9-never-told'
    const { token } = await suite.blueprint.member()
    const answers = [
      await suite.blueprint.ask('/auth/login', { json: { login: 7, password: [secret] } }),
      await suite.blueprint.ask('/auth/login', { json: { login: 'a', password: 7, passwordd: secret } }),
      await suite.blueprint.ask('/auth/register', {
        json: { email: 'x', password: secret, confirmPassword: `${secret}1` },
      }),
      await suite.blueprint.ask('/auth/register', { json: { email: { password: secret }, password: secret } }),
      await suite.blueprint.ask('/users/me/password', {
        method: 'PUT',
        token,
        json: { old_password: secret, new_password: 7 },
      }),
    ]
    for (const { status, value } of answers) {
      expect(status).toBe(400)
      expect(JSON.stringify(value)).not.toContain(secret)
    }
  })

  test('[S-64] a prototype in a body reaches nothing, and is not known', async () => {
    const body = '{"login":"a","password":"b","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'
    const { status, details } = await suite.blueprint.ask('/auth/login', { body, headers: json })
    expect([status, Reflect.get({}, 'polluted')]).toEqual([400, undefined])
    expect(details.map(({ path }) => path)).toEqual(['__proto__', 'constructor'])
  })

  test('[B-028] [S-53] reading changes nothing, whatever else the request says', async () => {
    const { token } = await suite.blueprint.member()
    const before = await suite.blueprint.ask('/users/me', { token })
    await suite.blueprint.ask('/users/me?_method=PATCH&name=x', {
      token,
      headers: { 'X-HTTP-Method-Override': 'DELETE' },
    })
    const after = await suite.blueprint.ask('/users/me', { token })
    expect({ ...after.data, lastSeen: 0 }).toEqual({ ...before.data, lastSeen: 0 })
  })

  test('HEAD answers like GET, without a body', async () => {
    const { token } = await suite.blueprint.member()
    const { status, headers, value } = await suite.blueprint.ask('/users', { method: 'HEAD', token })
    expect([status, value, Number(headers.get('total-count')) > 0]).toEqual([200, {}, true])
  })

  test('OPTIONS tells what is allowed', async () => {
    const { status, headers } = await suite.blueprint.ask('/users/me', { method: 'OPTIONS' })
    expect([status, headers.get('allow')]).toEqual([204, 'GET, HEAD, PATCH, OPTIONS'])
  })

  test.each([
    ['address', '/nope', { Accept: 'text/html', 'Api-Version': '9.0.0' }, 10004],
    ['Accept', '/users/me', { Accept: 'text/html', 'Api-Version': '9.0.0' }, 10007],
    ['version', '/users/me', { 'Api-Version': '9.0.0', 'Application-Id': '' }, 10013],
    ['who asks', '/users/me', { 'Application-Id': '' }, 11003],
    ['client', '/auth/login', { 'Application-Id': '', 'Content-Type': 'text/plain' }, 10012],
    ['type', '/auth/login', { 'Content-Type': 'text/plain' }, 10010],
  ])('the first thing that is wrong is the one that is told: %s', async (_, path, headers, code) => {
    const body = path === '/auth/login' ? { body: '{"x":1}' } : {}
    expect((await suite.blueprint.ask(path, { ...body, headers })).code).toBe(code)
  })

  test('[B-058] [B-072] a role that is not enough is 403', async () => {
    const token = await suite.piano.guestToken()
    const { error } = await suite.blueprint.ask('/users/me', { method: 'PATCH', token, json: { name: 'x' } })
    expect(error).toEqual({
      statusCode: 403,
      error: 'Forbidden',
      message: 'Account not allowed to access this endpoint',
      data: { code: 11005 },
    })
  })

  test('[B-052] somebody who may not is told so before the body is looked at', async () => {
    const token = await suite.piano.guestToken()
    expect((await suite.blueprint.ask('/users/me', { method: 'PATCH', token, body: '{' })).status).toBe(403)
  })

  test('[B-037] [S-124] an answer to anything at all keeps the form', async () => {
    for (const path of [
      '/users/%00',
      '/users?search=%ff',
      '/users/me?a[__proto__][x]=1',
      `/users/${'x'.repeat(2_000)}`,
    ]) {
      const { token } = await suite.blueprint.member()
      expect((await suite.blueprint.ask(path, { token })).status).toBeLessThan(500)
    }
  })
})

test('[B-053] a browser gets the page of the web client, a program the error', async () => {
  await using server = await startTestServer()
  const { status, code } = await new BlueprintClient(server.url).ask(`/${randomUUID()}`)
  expect([status, code]).toEqual([404, 10004])
})

test('[S-121] pages elsewhere may use the API when they are listed, and send its headers', async () => {
  await using server = await startTestServer({ corsOrigins: ['https://app.example'] })
  const preflight = await fetch(`${server.url}/users/me`, {
    method: 'OPTIONS',
    headers: { Origin: 'https://app.example', 'Access-Control-Request-Method': 'PATCH' },
  })
  const foreign = await fetch(`${server.url}/users/me`, {
    headers: { Origin: 'https://evil.example', 'Application-Id': applicationId },
  })
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Application-Id')
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
})
