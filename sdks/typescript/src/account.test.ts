import { describe, expect, test } from 'vitest'
import { createClient } from './client.ts'
import { type HttpAsked, FakeServer, ok, refused, sessionOf, tokenRefused } from './testing/fake-server.ts'
import { inARoom } from './testing/in-a-room.ts'
import { VirtualTime } from './testing/virtual-time.ts'

const change = { currentPassword: 'Nocturne-9-2', newPassword: 'Mazurka-17-4' }
const wrongPassword = () =>
  refused(401, { code: 'AUTHENTICATION_ERROR', message: 'Wrong' }, { 'www-authenticate': 'Bearer realm="tutti"' })

async function signedIn(answer: (asked: HttpAsked) => Response | undefined) {
  const server = new FakeServer(new VirtualTime())
  server.answerHttp = (asked) =>
    asked.path === '/api/auth/login' ? ok(sessionOf(1, 'clara', 'member')) : answer(asked)
  const client = createClient(server.options)
  await client.logIn({ username: 'clara', password: change.currentPassword })
  return { client, server }
}

const paths = (server: FakeServer) => server.asked.map(({ method, path }) => `${method} ${path}`)

describe('a wrong password', () => {
  test.each(['changePassword', 'changeEmail', 'deleteAccount'] as const)(
    'of %s is sent once, and the session stays as it is',
    async (operation) => {
      const { client, server } = await signedIn(wrongPassword)
      const before = client.session
      const body = { ...change, email: 'new@example.com', password: 'wrong' }

      await expect(client.call(operation, { body })).rejects.toMatchObject({ status: 401, tokenRefused: false })

      expect(server.asked).toHaveLength(2)
      expect(client.session).toBe(before)
    },
  )

  test('beside a token that was refused is sent again with the next one', async () => {
    const { client, server } = await signedIn(({ path, token }) => {
      if (path === '/api/auth/refresh') return ok(sessionOf(2, 'clara', 'member'))
      return token === 'Bearer token-1' ? tokenRefused() : wrongPassword()
    })

    await expect(client.account.changePassword(change)).rejects.toMatchObject({ status: 401, tokenRefused: false })

    const asking = 'PUT /api/users/profile/password'
    expect(paths(server)).toEqual(['POST /api/auth/login', asking, 'POST /api/auth/refresh', asking])
    expect(client.session?.token).toBe('token-2')
  })
})

describe('a new password', () => {
  test('is answered by the session that one goes on with', async () => {
    const { client, server } = await signedIn(() => ok(sessionOf(2, 'clara', 'member')))
    const told: unknown[] = []
    client.onSessionChange((session) => told.push(session?.token))

    await client.account.changePassword(change)

    expect(paths(server)).toEqual(['POST /api/auth/login', 'PUT /api/users/profile/password'])
    expect(client.session).toMatchObject({ token: 'token-2', refreshToken: 'refresh-2', user: { isGuest: false } })
    expect(told).toEqual(['token-2'])
  })

  test.each(['before', 'after'] as const)(
    'leaves one in the room when the server ends the connection %s it answers',
    async (when) => {
      const { client, server, connection, room, time } = await inARoom()
      server.answerHttp = ({ path }) => {
        if (path !== '/api/users/profile/password') return undefined
        if (when === 'before') server.socket?.drop(4501)
        return ok(sessionOf(2, 'Ada'))
      }
      const ended = server.socket

      await client.account.changePassword(change)
      if (when === 'after') ended?.drop(4501)
      await time.pass(3_000)

      expect(client.session?.token).toBe('token-2')
      expect(connection.state.status).toBe('open')
      expect(connection.room).toBe(room)
      const tickets = server.asked.filter(({ path }) => path === '/api/websocket/ticket')
      expect(tickets.at(-1)?.token).toBe('Bearer token-2')
    },
  )

  test('that is refused leaves the connection as it is', async () => {
    const { client, server, connection, time } = await inARoom()
    server.answerHttp = ({ path }) => (path === '/api/users/profile/password' ? wrongPassword() : undefined)
    const states: unknown[] = []
    connection.on('state', (state) => states.push(state))

    await client.account.changePassword(change).catch(() => undefined)
    await time.pass(1_000)

    expect(states).toEqual([])
  })
})

test('a guest that becomes an account is that account at once, in the same room', async () => {
  const { client, connection, room, server } = await inARoom()
  const account = { ...sessionOf(1, 'clara', 'member').user, user_id: 'guest-1' }
  server.answerHttp = ({ path }) => (path === '/api/auth/upgrade' ? ok(account) : undefined)

  await client.account.upgradeGuest({ username: 'clara', email: 'clara@example.com', password: 'Nocturne-9-2' })

  expect(client.session).toMatchObject({ token: 'token-1', user: { username: 'clara', isGuest: false } })
  expect(client.session?.user.email).toBe('clara@example.com')
  expect([connection.state.status, connection.room]).toEqual(['open', room])
})

test('[P-034] a profile that is changed changes the session, and nothing but its user is kept', async () => {
  const view = { ...sessionOf(1, 'wieck', 'member').user, status_text: 'Op. 20', settings: { theme: 'dark' } }
  const { client } = await signedIn(() => ok(view))

  const profile = await client.account.updateProfile({ username: 'wieck' })

  expect(profile).toMatchObject({ username: 'wieck', statusText: 'Op. 20' })
  expect(client.session?.user.username).toBe('wieck')
  expect(client.session?.user).not.toHaveProperty('statusText')
})
