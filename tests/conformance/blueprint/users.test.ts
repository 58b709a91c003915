import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { BlueprintClient } from './blueprint-client.ts'
import { forBothSchemes } from './suite.ts'

forBothSchemes('users', (suite) => {
  test('[B-107] users are listed for whoever is in, the newest first, without their addresses', async () => {
    const made = [await suite.blueprint.member(), await suite.blueprint.member(), await suite.blueprint.member()]

    const { status, items } = await suite.blueprint.ask('/users', { token: made[0]?.token ?? '' })

    expect(status).toBe(200)
    expect(items.slice(0, 3).map(({ id }) => id)).toEqual(made.map(({ id }) => id).toReversed())
    for (const item of items) expect(item).not.toHaveProperty('email')
    expect((await suite.blueprint.ask('/users')).code).toBe(11003)
  })

  test.each(['/users/', '/users/me/', '/auth/login/'])(
    '[B-109] [S-30] a slash at the end of %s means nothing',
    async (path) => {
      const { token } = await suite.blueprint.member()
      const method = path.startsWith('/auth') ? 'POST' : 'GET'
      const answers = [path, path.slice(0, -1)].map((one) => suite.blueprint.ask(one, { method, token }))
      const [slashed, plain] = await Promise.all(answers)
      expect([slashed?.status, typeof slashed?.value]).toEqual([200, typeof plain?.value])
    },
  )

  test('[B-108] own and others are read by their id', async () => {
    const [one, other] = [await suite.blueprint.member(), await suite.blueprint.member({ name: 'Clara' })]
    for (const { id } of [one, other]) {
      const { status, data } = await suite.blueprint.ask(`/users/${id}`, { token: one.token })
      expect([status, data['id'], data['email']]).toEqual([200, id, undefined])
    }
    expect((await suite.blueprint.ask(`/users/${one.id}`)).code).toBe(11003)
  })

  test('[B-108] [C5] a user is found by the longer id too', async () => {
    const { token } = await suite.blueprint.member()
    const { data } = await suite.piano.ask('/users/profile', { token })
    const found = await suite.blueprint.ask(`/users/${String(data['user_id'])}`, { token })
    expect([found.status, found.data['id']]).toEqual([200, data['id']])
  })

  test.each([
    'a6vhAo3FG7t1',
    'aaaaaaaaa',
    'x',
    '00000000-0000-4000-8000-000000000000',
    'x'.repeat(500),
    '%00',
    "' OR 1=1--",
  ])('[B-046] [B-074] [B-108] [C6] nobody goes by “%s”', async (id) => {
    const { token } = await suite.blueprint.member()
    const { status, code, message } = await suite.blueprint.ask(`/users/${encodeURIComponent(id)}`, { token })
    const expected =
      id.length > 64 ? [400, 10003, 'Invalid path parameters'] : [400, 1000, 'Referenced resource not found']
    expect([status, code, message]).toEqual(expected)
  })

  test('[C5] a user name is no id', async () => {
    const { token } = await suite.blueprint.member({ username: 'nineletrs' })
    expect((await suite.blueprint.ask('/users/nineletrs', { token })).code).toBe(1000)
  })

  test('[B-110] a plain member may ask for everything there is', async () => {
    const { id, token } = await suite.blueprint.member()
    const statuses = [
      await suite.blueprint.ask('/users/me', { token }),
      await suite.blueprint.ask('/users/me', { method: 'PATCH', token, json: {} }),
      await suite.blueprint.ask('/users/me/avatar', { method: 'DELETE', token }),
      await suite.blueprint.ask('/users', { token }),
      await suite.blueprint.ask(`/users/${id}`, { token }),
      await suite.blueprint.ask('/auth/login', { method: 'POST', token }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 204, 200, 200, 200])
  })

  test('[P-092] the OpenAPI document is a document, open to any page', async () => {
    const response = await fetch(`${suite.server.url}/openapi.json`, { headers: { Origin: 'https://editor.example' } })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.json()).toMatchObject({ openapi: '3.1.0', paths: { '/users/me': expect.any(Object) } })
  })
})

test('[B-052] [C6] an operator may have unknown users told as 404', async () => {
  await using server = await startTestServer({ unknownUserStatus: 404 })
  const blueprint = new BlueprintClient(server.url)
  const { token } = await blueprint.member()
  const { status, code } = await blueprint.ask('/users/a6vhAo3FG7t1', { token })
  expect([status, code]).toEqual([404, 1000])
})
