import { expect, test } from 'vitest'
import type { Member } from './piano-client.ts'
import { forBothPrefixes } from './suite.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

forBothPrefixes('friends', (suite) => {
  const listOf = async ({ token }: Pick<Member, 'token'>) => (await suite.piano.ask('/users/friends', { token })).data
  const ask = ({ token }: Pick<Member, 'token'>, json: unknown) => suite.piano.ask('/users/friends', { token, json })
  const answer = ({ token }: Pick<Member, 'token'>, path: string, method = 'POST') =>
    suite.piano.ask(path, { method, token })
  const two = async () => [await suite.piano.member(), await suite.piano.member()] as const

  async function friends(): Promise<readonly [Member, Member]> {
    const pair = await two()
    await ask(pair[0], { user_id: pair[1].userId })
    await answer(pair[1], `/users/friends/${pair[0].userId}/accept`)
    return pair
  }

  test('[P-037] a new account has no friends; nobody has none without a token', async () => {
    expect(await listOf(await suite.piano.member())).toEqual({ friends: [], pending_requests: [], sent_requests: [] })
    expect((await suite.piano.ask('/users/friends')).status).toBe(401)
  })

  test('[P-015] [S-54] a guest sees an empty list and asks nobody', async () => {
    const token = await suite.piano.guestToken()
    const { userId } = await suite.piano.member()

    expect(await listOf({ token })).toEqual({ friends: [], pending_requests: [], sent_requests: [] })
    for (const [method, path] of [
      ['POST', '/users/friends'],
      ['POST', `/users/friends/${userId}/accept`],
      ['POST', `/users/friends/${userId}/decline`],
      ['DELETE', `/users/friends/${userId}`],
      ['POST', '/users/blocks'],
      ['DELETE', `/users/blocks/${userId}`],
    ] as const) {
      expect((await suite.piano.ask(path, { method, token })).status).toBe(403)
    }
  })

  test.each(['user_id', 'username'] as const)(
    '[P-037] somebody asked by %s accepts, and both are friends',
    async (by) => {
      const [clara, robert] = await two()

      const asked = await ask(clara, { [by]: by === 'user_id' ? robert.userId : robert.username.toUpperCase() })
      expect([asked.status, asked.data]).toMatchObject([201, { user_id: robert.userId, state: 'requested' }])
      expect(await listOf(clara)).toMatchObject({ friends: [], sent_requests: [{ user_id: robert.userId }] })
      expect(await listOf(robert)).toMatchObject({ friends: [], pending_requests: [{ user_id: clara.userId }] })

      const accepted = await answer(robert, `/users/friends/${clara.userId}/accept`)
      expect([accepted.status, accepted.data]).toEqual([200, { user_id: clara.userId }])
      expect(await listOf(clara)).toEqual({
        friends: [
          {
            user_id: robert.userId,
            username: robert.username,
            user_tag: expect.stringMatching(/^#/),
            avatar_url: expect.stringMatching(/^http/),
            status: 'offline',
            status_text: '',
            last_seen: expect.any(String),
            current_room: null,
            current_room_name: null,
            friends_since: expect.any(String),
          },
        ],
        pending_requests: [],
        sent_requests: [],
      })
      expect(await listOf(robert)).toMatchObject({ friends: [{ user_id: clara.userId }], pending_requests: [] })
      expect(JSON.stringify(await listOf(clara))).not.toContain(robert.email)
    },
  )

  test('asking back makes friends', async () => {
    const [clara, robert] = await two()
    await ask(clara, { user_id: robert.userId })
    expect((await ask(robert, { user_id: clara.userId })).data['state']).toBe('friends')
  })

  test('a request is declined, and the one who asked is not told', async () => {
    const [clara, robert] = await two()
    await ask(clara, { user_id: robert.userId })
    expect((await answer(robert, `/users/friends/${clara.userId}/decline`)).status).toBe(200)
    expect(await listOf(robert)).toMatchObject({ pending_requests: [] })
    expect(await listOf(clara)).toMatchObject({ sent_requests: [], friends: [] })
  })

  test('a friendship is ended by either, a request taken back by its sender', async () => {
    const [clara, robert] = await friends()
    expect((await answer(clara, `/users/friends/${robert.userId}`, 'DELETE')).status).toBe(200)
    expect(await listOf(robert)).toMatchObject({ friends: [] })
    await ask(robert, { user_id: clara.userId })
    expect((await answer(robert, `/users/friends/${clara.userId}`, 'DELETE')).status).toBe(200)
    expect(await listOf(clara)).toMatchObject({ pending_requests: [] })
  })

  test('[S-80] of 50 acceptances at the same time exactly one succeeds', async () => {
    const [clara, robert] = await two()
    await ask(clara, { user_id: robert.userId })

    const accepting = Array.from({ length: 50 }, () => answer(robert, `/users/friends/${clara.userId}/accept`))
    const statuses = (await Promise.all(accepting)).map(({ status }) => status)

    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(new Set(statuses)).toEqual(new Set([200, 404]))
    expect(await listOf(robert)).toMatchObject({ friends: [{ user_id: clara.userId }] })
  })

  test('[S-50] a request of others, one that is not there and an unknown user are refused alike', async () => {
    const [clara, robert] = await two()
    const fanny = await suite.piano.member()
    await ask(clara, { user_id: robert.userId })

    for (const act of ['accept', 'decline']) {
      const refused = await Promise.all(
        [clara.userId, robert.userId, nobody, 'not an id'].map((id) =>
          answer(fanny, `/users/friends/${encodeURIComponent(id)}/${act}`),
        ),
      )
      expect(new Set(refused.map(({ status, error }) => JSON.stringify({ status, error }))).size).toBe(1)
      expect(refused[0]).toMatchObject({ status: 404, error: { code: 'RESOURCE_NOT_FOUND', details: {} } })
    }
    expect((await answer(clara, `/users/friends/${robert.userId}/accept`)).status).toBe(404)
    expect((await answer(fanny, `/users/friends/${clara.userId}`, 'DELETE')).status).toBe(404)
    expect(await listOf(robert)).toMatchObject({ pending_requests: [{ user_id: clara.userId }] })
  })

  test.each([
    ['nobody', {}],
    ['two names at once', { user_id: nobody, username: 'clara' }],
    ['a list', { user_id: [nobody] }],
  ])('asking %s is refused', async (_, json) => {
    const { status, error } = await ask(await suite.piano.member(), json)
    expect([status, error.details['field']]).toEqual([400, 'user_id'])
  })

  test('asking an unknown user, a guest or oneself is refused', async () => {
    const member = await suite.piano.member()
    const { data } = await suite.piano.ask('/auth/guest', { json: {} })
    const { user_id: guest } = data['user'] as { readonly user_id: string }

    expect((await ask(member, { user_id: nobody })).error.code).toBe('USER_NOT_FOUND')
    expect((await ask(member, { user_id: guest })).error.code).toBe('USER_NOT_FOUND')
    expect((await ask(member, { username: member.username })).error).toMatchObject({
      code: 'VALIDATION_ERROR',
      details: { field: 'user_id' },
    })
  })

  test('[S-50] blocking ends the friendship and hides requests; the other sees no difference', async () => {
    const [clara, robert] = await friends()

    const blocked = await suite.piano.ask('/users/blocks', { token: robert.token, json: { username: clara.username } })
    expect([blocked.status, blocked.data]).toMatchObject([201, { user_id: clara.userId }])
    const { data } = await suite.piano.ask('/users/blocks', { token: robert.token })
    expect(data['blocks']).toMatchObject([{ user_id: clara.userId, blocked_at: expect.any(String) }])
    expect(await listOf(clara)).toMatchObject({ friends: [] })

    expect((await ask(clara, { user_id: robert.userId })).data['state']).toBe('requested')
    expect(await listOf(robert)).toMatchObject({ pending_requests: [] })
    expect((await answer(robert, `/users/friends/${clara.userId}/accept`)).status).toBe(404)
    expect((await ask(robert, { user_id: clara.userId })).error.details['issue']).toBe('You block this user')
  })

  test('who is blocked no longer may ask again', async () => {
    const [clara, robert] = await two()
    const json = { user_id: clara.userId }
    await suite.piano.ask('/users/blocks', { token: robert.token, json })

    expect((await answer(robert, `/users/blocks/${clara.userId}`, 'DELETE')).status).toBe(200)
    expect((await answer(robert, `/users/blocks/${clara.userId}`, 'DELETE')).status).toBe(404)
    expect((await answer(robert, `/users/blocks/${nobody}`, 'DELETE')).status).toBe(404)
    await ask(clara, { user_id: robert.userId })
    expect(await listOf(robert)).toMatchObject({ pending_requests: [{ user_id: clara.userId }] })
  })

  test('[S-50] nobody sees or lifts the blocks of others', async () => {
    const [clara, robert] = await two()
    await suite.piano.ask('/users/blocks', { token: robert.token, json: { user_id: clara.userId } })
    const { data } = await suite.piano.ask('/users/blocks', { token: clara.token })
    expect(data['blocks']).toEqual([])
    expect((await answer(clara, `/users/blocks/${robert.userId}`, 'DELETE')).status).toBe(404)
  })
})
