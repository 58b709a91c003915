import { expect, test } from 'vitest'
import { forBothPrefixes } from './suite.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

forBothPrefixes('profile', (suite) => {
  const readProfile = async (token: string) => (await suite.piano.ask('/users/profile', { token })).data
  const change = (token: string, json: unknown, method = 'PUT') =>
    suite.piano.ask('/users/profile', { method, token, json })

  test('[P-033] [P-066] [P-010] a user reads its own profile, e-mail address and all', async () => {
    const member = await suite.piano.member()

    const profile = await readProfile(member.token)

    expect(profile).toEqual({
      user_id: member.userId,
      id: expect.stringMatching(/^[A-Za-z0-9_-]{9}$/),
      username: member.username,
      user_tag: expect.stringMatching(/^#[0-9a-f]{6}$/),
      email: member.email,
      email_verified: false,
      roles: ['member'],
      is_member: true,
      is_pro: false,
      name: null,
      surname: null,
      status_text: '',
      avatar_url: expect.stringMatching(/^http:\/\/.+\/avatars\/default-/),
      avatar_small_url: expect.stringMatching(/^http:\/\/.+\/avatars\/default-/),
      settings: { theme: 'system', notifications: true, show_current_room: true, direct_messages: 'everyone' },
      stats: { notes_played: 0, time_played: 0, rooms_created: 0 },
      created_at: expect.any(String),
      updated_at: expect.any(String),
      last_seen: expect.any(String),
    })
    expect(profile['user_id']).toMatch(uuid)
  })

  test('[P-033] without a token there is no profile', async () => {
    expect((await suite.piano.ask('/users/profile')).status).toBe(401)
  })

  test('[P-015] [S-54] a guest reads its profile and changes nothing', async () => {
    const token = await suite.piano.guestToken()

    expect(await readProfile(token)).toMatchObject({ email: null, is_member: false, roles: ['guest'] })
    for (const [method, path] of [
      ['PUT', '/users/profile'],
      ['PATCH', '/users/profile'],
      ['POST', '/users/avatar'],
      ['DELETE', '/users/avatar'],
    ] as const) {
      const { status, error } = await suite.piano.ask(path, { method, token, json: {} })
      expect([method, path, status, error.code]).toEqual([method, path, 403, 'AUTHORIZATION_ERROR'])
    }
  })

  test.each(['PUT', 'PATCH'])('[P-034] [C9] %s changes what it names and keeps the rest', async (method) => {
    const { token } = await suite.piano.member()
    await change(token, { name: 'Clara', status_text: ' Practising\u202e ', settings: { theme: 'dark' } })

    const answer = await change(token, { surname: 'Wieck', settings: { notifications: false } }, method)

    expect(answer.status).toBe(200)
    expect(answer.data).toMatchObject({
      name: 'Clara',
      surname: 'Wieck',
      status_text: 'Practising',
      settings: { theme: 'dark', notifications: false, show_current_room: true },
    })
    expect(await readProfile(token)).toEqual(answer.data)
  })

  test('[P-034] another name is told at once, and the next login takes it', async () => {
    const member = await suite.piano.member()
    const username = `${member.username.slice(0, 11)}-2`

    const { status, data } = await change(member.token, { username })

    expect([status, data['username']]).toEqual([200, username])
    expect(await readProfile(member.token)).toMatchObject({ username, user_id: member.userId })
    const login = (name: string) =>
      suite.piano.ask('/auth/login', { json: { username: name, password: member.password } })
    expect((await login(username)).status).toBe(200)
    expect((await login(member.username)).status).toBe(401)
  })

  test.each([(name: string) => name, (name: string) => name.toUpperCase()])(
    '[P-034] [P-024] a taken name is refused in the words of the document, in any case',
    async (spell) => {
      const [member, other] = [await suite.piano.member(), await suite.piano.member()]

      const { status, error } = await change(member.token, { username: spell(other.username) })

      expect(status).toBe(400)
      expect(error).toEqual({
        code: 'VALIDATION_ERROR',
        message: 'Invalid input parameters',
        details: { field: 'username', issue: 'Username already exists' },
      })
      expect(await readProfile(member.token)).toMatchObject({ username: member.username })
    },
  )

  test('[P-034] the own name, in another case, is no other name', async () => {
    const { token, username } = await suite.piano.member()
    const { status, data } = await change(token, { username: username.toUpperCase() })
    expect([status, data['username']]).toEqual([200, username.toUpperCase()])
  })

  test('[S-80] of five who take one name at the same time one has it', async () => {
    const members = await Promise.all(Array.from({ length: 5 }, () => suite.piano.member()))
    const username = `race${members[0]?.username.slice(0, 8)}`

    const answers = await Promise.all(members.map(({ token }) => change(token, { username })))

    const statuses = answers.map(({ status }) => status)
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 400, 400, 400, 400])
  })

  test.each([
    ['username', { username: 'ab' }],
    ['username', { username: 'profile' }],
    ['username', { username: 5 }],
    ['name', { name: 'x'.repeat(61) }],
    ['status_text', { status_text: 'x'.repeat(141) }],
    ['status_text', { status_text: null }],
    ['settings.theme', { settings: { theme: 'pink' } }],
    ['settings.show_current_room', { settings: { show_current_room: 'no' } }],
  ])('[P-034] a bad %s is refused and changes nothing: %j', async (field, json) => {
    const { token } = await suite.piano.member()
    const before = await readProfile(token)

    const { status, error } = await change(token, { surname: 'Wieck', ...json })

    expect([status, error.code, error.details['field']]).toEqual([400, 'VALIDATION_ERROR', field])
    expect(await readProfile(token)).toEqual(before)
  })

  test('[P-034] [S-51] what nobody may change has no effect', async () => {
    const { token } = await suite.piano.member()
    const before = await readProfile(token)
    const forbidden = {
      roles: ['admin'],
      is_pro: true,
      is_member: false,
      user_id: '00000000-0000-4000-8000-000000000000',
      id: 'aaaaaaaaa',
      email: 'other@example.com',
      email_verified: true,
      avatar_url: 'https://evil.example/x.png',
      avatar: 'x',
      user_tag: '#000000',
      created_at: '2000-01-01T00:00:00.000Z',
      last_seen: '2000-01-01T00:00:00.000Z',
      suspended: false,
      generation: 9,
      balance: 1_000_000,
      stats: { notes_played: 1_000_000 },
      password: 'Nocturne-9-3',
      __proto__: { is_pro: true },
    }

    for (const method of ['PUT', 'PATCH']) {
      const { status, data } = await change(token, forbidden, method)
      expect([status, { ...data, last_seen: 0 }]).toEqual([200, { ...before, last_seen: 0 }])
    }
  })

  test('[S-51] registering gives no more than an account', async () => {
    const username = `s51${Date.now().toString(36)}`
    const json = {
      username,
      email: `${username}@example.com`,
      password: 'Nocturne-9-2',
      roles: ['admin'],
      is_pro: true,
    }
    const { status, data } = await suite.piano.ask('/auth/register', { json })
    expect([status, data['roles'], data['is_pro']]).toEqual([201, ['member'], false])
  })

  test('null and nothing clear a name, an empty text the status', async () => {
    const { token } = await suite.piano.member()
    await change(token, { name: 'Clara', surname: 'Wieck', status_text: 'Here' })
    const { data } = await change(token, { name: null, surname: '', status_text: '' })
    expect(data).toMatchObject({ name: null, surname: null, status_text: '' })
  })
})
