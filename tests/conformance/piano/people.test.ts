import { describe, expect, test } from 'vitest'
import { startStaffed } from './staffed.ts'
import { forBothPrefixes } from './suite.ts'

forBothPrefixes('people', (suite) => {
  test('[P-035] [P-066] anybody reads what is public, by id, short id and name in any case', async () => {
    const member = await suite.piano.member()
    const { data: profile } = await suite.piano.ask('/users/profile', { token: member.token })
    const { email: _, email_verified: __, settings: ___, ...known } = profile

    for (const handle of [member.userId, profile['id'], member.username, member.username.toUpperCase()]) {
      const { status, data } = await suite.piano.ask(`/users/${String(handle)}`)
      expect([status, { ...data, last_seen: 0 }]).toEqual([200, { ...known, status: 'offline', last_seen: 0 }])
      expect(JSON.stringify(data)).not.toContain(member.email)
    }
  })

  test('[P-035] a guest is public by its id', async () => {
    const { data } = await suite.piano.ask('/auth/guest', { json: { username: 'Ana' } })
    const { user_id: userId } = data['user'] as { readonly user_id: string }
    const found = await suite.piano.ask(`/users/${userId}`)
    expect(found.data).toMatchObject({ user_id: userId, username: 'Ana', is_member: false })
    expect(found.data).not.toHaveProperty('email')
  })

  test.each(['nobody-at-all', '00000000-0000-4000-8000-000000000000', 'a6vhAo3FG7t1', '__proto__', '%27%20or%201=1'])(
    '[P-035] the unknown user %s is not found',
    async (handle) => {
      const { status, error } = await suite.piano.ask(`/users/${handle}`)
      expect(status).toBe(404)
      expect(error).toEqual({
        code: 'USER_NOT_FOUND',
        message: 'The specified user does not exist',
        details: { user_id: decodeURIComponent(handle) },
      })
    },
  )

  test.each([
    ['PUT', '/users/friends'],
    ['GET', '/users/avatar'],
    ['POST', '/users/profile'],
  ])('[P-037] the words of an address are nobody’s name: %s %s', async (method, path) => {
    const { status, error } = await suite.piano.ask(path, { method })
    expect([status, error.code]).toEqual([405, 'METHOD_NOT_ALLOWED'])
  })

  test.each(['profile', 'avatar', 'friends', 'blocks', 'me', 'admin'])(
    '[P-037] nobody is called %s',
    async (username) => {
      const json = { username, email: `${username}@example.com`, password: 'Nocturne-9-2' }
      const { status, error } = await suite.piano.ask('/auth/register', { json })
      expect([status, error.details['field']]).toEqual([400, 'username'])
    },
  )

  test('[S-52] [P-019] the list of users is for admins alone', async () => {
    const { token } = await suite.piano.member()
    const statuses = [
      (await suite.piano.ask('/admin/users')).status,
      (await suite.piano.ask('/admin/users', { token: await suite.piano.guestToken() })).status,
      (await suite.piano.ask('/admin/users', { token })).status,
    ]
    expect(statuses).toEqual([401, 403, 403])
  })
})

describe('for admins', () => {
  test('[P-019] [P-020] a role counts at once: admins list users in pages, search and filter', async () => {
    await using staffed = await startStaffed()
    const { piano, hire } = staffed
    const [admin, moderator, member] = [await hire('admin'), await hire('moderator'), await piano.member()]
    const list = (query: string, { token } = admin) => piano.ask(`/admin/users${query}`, { token })
    const names = async (query: string) => {
      const { data } = await list(query)
      return (data['users'] as { readonly username: string }[]).map(({ username }) => username)
    }

    expect((await list('', moderator)).status).toBe(403)
    expect((await list('', member)).status).toBe(403)
    expect(await names('')).toEqual([member.username, moderator.username, admin.username])
    expect(await names('?limit=1&page=2')).toEqual([moderator.username])
    expect((await list('?limit=1&page=2')).data['pagination']).toEqual({ page: 2, limit: 1, total: 3, pages: 3 })
    expect(await names('?role=moderator')).toEqual([moderator.username])
    expect(await names(`?search=${encodeURIComponent(member.email.toUpperCase())}`)).toEqual([member.username])
    for (const letters of ['%', '_', "' or 1=1 --", 'argon2']) {
      expect(await names(`?search=${encodeURIComponent(letters)}`)).toEqual([])
    }
    expect((await list('?role=emperor')).status).toBe(400)
    expect((await list('?password_hash=x&sort=email')).status).toBe(200)
  })
})
