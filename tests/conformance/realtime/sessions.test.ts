import { createFakeClock } from '@tutti/testkit'
import { askPiano, startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, expect, test } from 'vitest'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server[Symbol.asyncDispose]())

let members = 0

/** A member with as many sessions. */
async function logInOften(
  count: number,
): Promise<readonly { readonly token: string; readonly refreshToken: string }[]> {
  const username = `often${(members += 1)}`
  const password = 'Nocturne-9-2'
  await askPiano(server.url, 'POST /auth/register', {
    body: { username, email: `${username}@example.com`, password },
  })
  const opened = []
  for (let index = 0; index < count; index += 1) {
    const { data } = await askPiano(server.url, 'POST /auth/login', { body: { username, password } })
    opened.push({ token: String(data['token']), refreshToken: String(data['refresh_token']) })
  }
  return opened
}

test('[P-031] [S-117] logging out closes the connections of this session with 4501, and no others', async () => {
  const [own, other] = await logInOften(2)
  using first = await TestPlayer.connect(server, { token: own?.token ?? '' })
  using second = await TestPlayer.connect(server, { token: own?.token ?? '' })
  using elsewhere = await TestPlayer.connect(server, { token: other?.token ?? '' })

  await askPiano(server.url, 'POST /auth/logout', { token: own?.token })

  expect([await first.closed, await second.closed]).toEqual([4501, 4501])
  await elsewhere.settled()
})

test('[S-13] logging out everywhere closes them all', async () => {
  const [own, other] = await logInOften(2)
  using first = await TestPlayer.connect(server, { token: own?.token ?? '' })
  using second = await TestPlayer.connect(server, { token: other?.token ?? '' })
  using stranger = await TestPlayer.connect(server)

  await askPiano(server.url, 'POST /auth/logout-all', { token: own?.token })

  expect([await first.closed, await second.closed]).toEqual([4501, 4501])
  await stranger.settled()
})

test('a session that is ended from another one loses its connection, and the room sees who is gone', async () => {
  const [own, other] = await logInOften(2)
  using gone = await TestPlayer.connect(server, { token: other?.token ?? '' })
  using witness = await TestPlayer.connect(server)
  const { room } = await gone.createRoom()
  await witness.join(room?.roomId ?? '')
  const { data } = await askPiano(server.url, 'GET /auth/sessions', { token: own?.token })
  const sessions = data['sessions'] as { session_id: string; current: boolean }[]
  const id = sessions.find(({ current }) => !current)?.session_id

  await askPiano(server.url, `DELETE /auth/sessions/${id}`, { token: own?.token })

  expect(await gone.closed).toBe(4501)
  expect(await witness.next('participantLeft')).toMatchObject({ participant: 1 })
})

test('[S-20] a refresh token that is used again ends the connections too', async () => {
  const [own] = await logInOften(1)
  using player = await TestPlayer.connect(server, { token: own?.token ?? '' })
  const refresh = (refresh_token: unknown) => askPiano(server.url, 'POST /auth/refresh', { body: { refresh_token } })
  const { data } = await refresh(own?.refreshToken)
  await refresh(data['refresh_token'])

  await refresh(own?.refreshToken)

  expect(await player.closed).toBe(4501)
})

test('a connection outlives its token, and ends with its session', async () => {
  const clock = createFakeClock(Date.now())
  await using aging = await startTestServer({ clock, socketsSilenceMs: 3_600_000 })
  using player = await TestPlayer.connect(aging)
  for (let minutes = 0; minutes < 90; minutes += 30) {
    clock.advance(30 * 60_000)
    await player.settled()
  }

  clock.advance(366 * 86_400_000)
  const closing = setInterval(() => player.send({ case: 'heartbeat', value: { t0: 1n } }), 20)

  expect(await player.closed).toBe(4501)
  clearInterval(closing)
})
