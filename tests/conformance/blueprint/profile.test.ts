import { createFakeClock } from '@tutti/testkit'
import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { BlueprintClient } from './blueprint-client.ts'
import { forBothSchemes } from './suite.ts'

forBothSchemes('profiles', (suite) => {
  const change = (token: string, json: unknown) => suite.blueprint.ask('/users/me', { method: 'PATCH', token, json })

  test('[B-096] [B-097] everybody reads their own, by the token alone', async () => {
    const [one, other] = [await suite.blueprint.member({ name: 'Clara' }), await suite.blueprint.member()]

    const { status, data } = await suite.blueprint.ask(`/users/me?id=${other.id}`, { token: one.token })

    expect(status).toBe(200)
    expect(data).toMatchObject({ id: one.id, email: one.email, name: 'Clara', surname: null, emailVerified: false })
    expect((await suite.blueprint.ask('/users/me', { token: other.token })).data['id']).toBe(other.id)
  })

  test('[B-097] without a token there is no profile', async () => {
    expect((await suite.blueprint.ask('/users/me')).status).toBe(401)
  })

  test('[B-031] [B-047] [B-098] [C10] what is not named stays', async () => {
    const { token } = await suite.blueprint.member({ name: 'Clara', surname: 'Wieck' })

    const { status, data } = await change(token, { name: 'Ben' })

    expect([status, data['name'], data['surname']]).toEqual([200, 'Ben', 'Wieck'])
    expect((await suite.blueprint.ask('/users/me', { token })).data).toMatchObject({ name: 'Ben', surname: 'Wieck' })
  })

  test('[B-031] [B-098] nothing is no change', async () => {
    const { token } = await suite.blueprint.member()
    const { data: before } = await suite.blueprint.ask('/users/me', { token })
    const { status, data } = await change(token, {})
    expect([status, data['updatedAt']]).toEqual([200, before['updatedAt']])
  })

  test('[B-098] null clears', async () => {
    const { token } = await suite.blueprint.member({ name: 'Clara' })
    expect((await change(token, { name: null })).data['name']).toBeNull()
  })

  test.each([
    'id',
    'email',
    'roles',
    'isPro',
    'createdAt',
    'updatedAt',
    'avatar',
    'password',
    'user_id',
    'status_text',
  ])('[B-098] [C10] [S-51] nobody changes %s', async (name) => {
    const { token } = await suite.blueprint.member()
    const { data: before } = await suite.blueprint.ask('/users/me', { token })
    const { status, code, details } = await change(token, { name: 'x', [name]: 'y' })
    expect([status, code, details.map(({ path, type }) => [path, type])]).toEqual([
      400,
      10003,
      [[name, 'object.allowUnknown']],
    ])
    const { data: after } = await suite.blueprint.ask('/users/me', { token })
    expect({ ...after, lastSeen: 0 }).toEqual({ ...before, lastSeen: 0 })
  })

  test('[B-098] a name of 100 kB is refused', async () => {
    const { token } = await suite.blueprint.member()
    const long = await change(token, { name: 'x'.repeat(90_000) })
    const longer = await change(token, { name: 'x'.repeat(102_400) })
    expect([long.status, longer.status]).toEqual([400, 400])
    expect(long.details).toMatchObject([{ path: 'name', type: 'string.max', context: { limit: 60 } }])
    expect(JSON.stringify(long.value)).not.toContain('xxxx')
  })
})

test('[B-098] a change is seen in updatedAt', async () => {
  const clock = createFakeClock(Date.now())
  await using server = await startTestServer({ clock })
  const blueprint = new BlueprintClient(server.url)
  const { token } = await blueprint.member()
  const { data: before } = await blueprint.ask('/users/me', { token })
  clock.advance(1)
  const { data: after } = await blueprint.ask('/users/me', { method: 'PATCH', token, json: { surname: 'Wieck' } })
  expect(String(after['updatedAt']) > String(before['updatedAt'])).toBe(true)
})
