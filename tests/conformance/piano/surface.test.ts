import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { askPiano } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { forBothPrefixes } from './suite.ts'
import { startStaffed } from './staffed.ts'

forBothPrefixes('the surface', (suite) => {
  test('[P-001] there is an API over HTTP', async () => {
    const { status, data } = await suite.piano.ask('/rooms')
    expect([status, data['rooms']]).toEqual([200, expect.any(Array)])
  })

  test('[P-002] there is a WebSocket, and a ticket opens it', async () => {
    const { data } = await suite.piano.ask('/websocket/ticket', {
      method: 'POST',
      token: await suite.piano.guestToken(),
    })
    const socket = new WebSocket(String(data['url']))
    expect(await once(socket, 'upgrade').then(([response]) => response.statusCode)).toBe(101)
    socket.terminate()
  })

  test('[P-027] one logs in at POST /auth/login, and in no other way', async () => {
    const { username, password } = await suite.piano.member()
    const login = await suite.piano.ask('/auth/login', { json: { username, password } })
    expect([login.status, typeof login.data['token']]).toEqual([200, 'string'])
    expect((await suite.piano.ask('/auth/login')).status).toBe(405)
  })

  test('[P-069] times are ISO 8601 in UTC, to the millisecond', async () => {
    const { token } = await suite.piano.member()
    const before = Date.now()
    const { data } = await suite.piano.ask('/rooms', { token, json: { room_name: 'A' } })
    const { data: read } = await suite.piano.ask(`/rooms/${String(data['room_id'])}`)

    expect(read['created_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(Date.parse(String(read['created_at']))).toBeGreaterThanOrEqual(before)
  })

  test.each(['scrape-url', 'utils/scrape-url', 'scrape_url'])(
    '[P-094] nothing fetches addresses for others: /%s is not there',
    async (path) => {
      const url = `${suite.server.url}/health`
      for (const ask of [{}, { json: { url } }]) {
        expect((await suite.piano.ask(`/${path}?url=${encodeURIComponent(url)}`, ask)).status).toBe(404)
      }
    },
  )

  test('[S-71] what is asked cannot write headers of the answer', async () => {
    const search = encodeURIComponent('x\r\nSet-Cookie: a=b\r\n\r\n<html>')
    const id = encodeURIComponent('a\r\nX-Evil: 1')
    const asked = [`/rooms?search=${search}&limit=1&page=2`, `/rooms/${id}`, `/users/${id}`, `/rooms?sort=${id}`]
    for (const path of asked) {
      const answer = await rawAnswer(suite.server.port, `/api${path}`)
      const [head = ''] = answer.split('\r\n\r\n')
      expect(head).toMatch(/^HTTP\/1\.1 \d{3} /)
      expect(head).not.toMatch(/^(?:set-cookie|x-evil):/im)
    }
  })
})

/** The bytes as they come. */
async function rawAnswer(port: number, path: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  return text(socket)
}

test('[S-56] no list, search, sort or filter tells of addresses and hashes what one may not read', async () => {
  await using house = await startStaffed()
  const member = await house.hire()
  const admin = await house.hire('admin')
  const other = await house.piano.member()
  const ask = (path: string, token: string) => house.piano.ask(path, { token })
  const names = ['password_hash', 'passwordHash', 'email', 'email_key', 'refresh_seed', 'generation']

  const plain = await ask('/rooms', member.token)
  for (const name of names) {
    expect((await ask(`/admin/users?${name}=a&sort=${name}`, member.token)).status).toBe(403)
    // What is no field of a room tells nothing: it is refused, or changes nothing.
    for (const query of [`sort=${name}`, `${name}=${encodeURIComponent(other.email)}`]) {
      const { status, data } = await ask(`/rooms?${query}`, member.token)
      if (status !== 400) expect([status, data]).toEqual([200, plain.data])
    }
    // Nor does an admin find anybody by a hash.
    if (name.startsWith('email')) continue
    const { data: all } = await ask('/admin/users', admin.token)
    for (const value of ['$argon2id', 'a']) {
      const { status, data } = await ask(`/admin/users?${name}=${encodeURIComponent(value)}`, admin.token)
      if (status !== 400) expect(data).toEqual(all)
    }
  }
  const { data: found } = await ask(`/admin/users?search=${encodeURIComponent('$argon2id$')}`, admin.token)
  expect(found['users']).toEqual([])
})

test('[S-133] nobody acts as somebody else: an admin who asks for it stays the admin', async () => {
  await using house = await startStaffed()
  const admin = await house.hire('admin')
  const { userId, username } = await house.piano.member()
  const names = ['X-User-Id', 'X-Act-As', 'Impersonate-User', 'Sudo', 'X-Impersonate']
  const headers = Object.fromEntries(names.flatMap((name) => [[name, userId]]))

  const { data } = await askPiano(house.server.url, `GET /users/profile?user_id=${userId}&as=${username}`, {
    token: admin.token,
    headers,
  })

  expect(data['user_id']).toBe(admin.userId)
  for (const path of [`/admin/users/${userId}/impersonate`, `/admin/users/${userId}/token`, '/admin/impersonate']) {
    expect((await house.piano.ask(path, { token: admin.token, json: { user_id: userId } })).status).toBe(404)
  }
})
