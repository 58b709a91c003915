import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { startTestServer, TestPlayer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { readMails, waitForMail } from './mail-folder.ts'
import { logIn, newPassword, password, settled } from './account-steps.ts'
import { PianoClient, type Member } from './piano-client.ts'
import { forBothPrefixes } from './suite.ts'

forBothPrefixes('confirming an address', (suite) => {
  test('[P-028] [B-094] registering mails one link, which works once', async () => {
    const member = await suite.piano.member()
    const { email } = member
    const { token, link, subject } = await waitForMail(suite.server, email, 'confirm_email')

    const before = await suite.piano.ask('/users/profile', { token: member.token })
    const first = await suite.piano.ask('/auth/verify-email', { json: { token } })
    const after = await suite.piano.ask('/users/profile', { token: member.token })
    const second = await suite.piano.ask('/auth/verify-email', { json: { token } })

    expect(first.status).toBe(200)
    expect([before.data['email_verified'], after.data['email_verified']]).toEqual([false, true])
    expect([second.status, second.error.code, second.error.details['field']]).toEqual([
      400,
      'VALIDATION_ERROR',
      'token',
    ])
    expect([link.origin, link.pathname, subject]).toEqual([suite.server.url, '/verify', 'Confirm your e-mail address'])
    await settled(suite)
    expect((await readMails(suite.server)).filter(({ to }) => to === email)).toHaveLength(1)
  })

  test('[P-029] [B-094] a registration that is refused mails nothing', async () => {
    const email = `${randomUUID().slice(0, 8)}@refused.example`
    const { status } = await suite.piano.ask('/auth/register', {
      json: { username: 'robert', email, password: 'weak' },
    })

    expect(status).toBe(400)
    await settled(suite)
    expect((await readMails(suite.server)).filter(({ to }) => to === email)).toEqual([])
  })

  test('[S-41] a link that was sent again ends the first one', async () => {
    const { email } = await suite.piano.member()
    const { token: first } = await waitForMail(suite.server, email, 'confirm_email')
    const { status } = await suite.piano.ask('/auth/resend-verification', { json: { email: email.toUpperCase() } })
    await settled(suite)
    const tokens = (await readMails(suite.server)).filter(({ to }) => to === email).map(({ token }) => token)

    expect([status, tokens.length]).toEqual([202, 2])
    expect((await suite.piano.ask('/auth/verify-email', { json: { token: first } })).status).toBe(400)
    const second = tokens.find((token) => token !== first)
    expect((await suite.piano.ask('/auth/verify-email', { json: { token: second } })).status).toBe(200)
  })

  test.each(['/auth/resend-verification', '/auth/forgot-password'])(
    '[S-39] %s answers alike whoever has the address',
    async (path) => {
      const { email } = await suite.piano.member()
      const known = await suite.piano.ask(path, { json: { email } })
      const unknown = await suite.piano.ask(path, { json: { email: `nobody-${email}` } })
      const bad = await suite.piano.ask(path, { json: { email: 'nowhere' } })

      expect([known.status, unknown.status, bad.status]).toEqual([202, 202, 400])
      expect([unknown.data, unknown.message]).toEqual([known.data, known.message])
      expect([...unknown.headers.keys()]).toEqual([...known.headers.keys()])
      await settled(suite)
      expect((await readMails(suite.server)).filter(({ to }) => to === `nobody-${email}`)).toEqual([])
    },
  )

  test('[S-46] however often it is asked, an address gets three mails an hour, and the last link works', async () => {
    const member = await suite.piano.member()
    for (let asked = 0; asked < 6; asked += 1) {
      const { status } = await suite.piano.ask('/auth/forgot-password', { json: { email: member.email } })
      expect(status).toBe(202)
      await settled(suite)
    }

    const mails = (await readMails(suite.server)).filter(({ to }) => to === member.email)
    expect(mails).toHaveLength(3)
    const json = { token: mails.at(-1)?.token, password: newPassword }
    expect((await suite.piano.ask('/auth/reset-password', { json })).status).toBe(200)
  })

  test('[S-42] the link leads to this server, whatever the request claims', async () => {
    const headers = {
      'X-Forwarded-Host': 'evil.example',
      Forwarded: 'host=evil.example',
      Origin: 'https://evil.example',
    }
    const email = `${randomUUID().slice(0, 8)}@links.example`
    const json = { username: `l${randomUUID().slice(0, 8)}`, email, password }
    await suite.piano.ask('/auth/register', { json, headers })
    await suite.piano.ask('/auth/forgot-password', { json: { email }, headers })

    for (const kind of ['confirm_email', 'reset_password']) {
      const { link, text } = await waitForMail(suite.server, email, kind)
      expect(link.origin).toBe(suite.server.url)
      expect(text).not.toContain('evil.example')
    }
  })

  test('[S-43] opening the link does not use the token', async () => {
    const { email } = await suite.piano.member()
    const { link, token } = await waitForMail(suite.server, email, 'confirm_email')

    await fetch(link)
    const asGet = await suite.piano.ask(`/auth/verify-email?token=${token}`)

    expect(asGet.status).toBe(405)
    expect((await suite.piano.ask('/auth/verify-email', { json: { token } })).status).toBe(200)
  })

  test.each([undefined, '', 5, { $ne: 1 }, 'x'.repeat(201), 'made-up', `' or 1=1 --`])(
    '[S-35] [S-62] a token that is none is refused: %j',
    async (token) => {
      for (const path of ['/auth/verify-email', '/users/profile/email/confirm']) {
        const { status, error } = await suite.piano.ask(path, { json: { token } })
        expect([status, error.code, error.details['field']]).toEqual([400, 'VALIDATION_ERROR', 'token'])
      }
    },
  )
})

forBothPrefixes('changing an address', (suite) => {
  test('[P-034] [S-47] the old one stays in force until the new one is confirmed, and hears of it', async () => {
    const member = await suite.piano.member()
    const email = `new-${member.email}`

    const asked = await suite.piano.ask('/users/profile/email', { token: member.token, json: { email, password } })
    await waitForMail(suite.server, member.email, 'email_change_requested')
    const { token, link } = await waitForMail(suite.server, email, 'confirm_new_email')

    expect([asked.status, link.pathname]).toEqual([202, '/verify'])
    expect((await suite.piano.ask('/users/profile', { token: member.token })).data['email']).toBe(member.email)
    expect((await logIn(suite, email, password)).status).toBe(401)

    expect((await suite.piano.ask('/users/profile/email/confirm', { json: { token } })).status).toBe(200)
    expect((await suite.piano.ask('/users/profile', { token: member.token })).data['email']).toBe(email)
    expect((await logIn(suite, email, password)).status).toBe(200)
    expect((await logIn(suite, member.email, password)).status).toBe(401)
  })

  test('[S-47] without the password nothing happens', async () => {
    const member = await suite.piano.member()
    const email = `new-${member.email}`

    const wrong = await suite.piano.ask('/users/profile/email', { token: member.token, json: { email, password: 'x' } })
    const missing = await suite.piano.ask('/users/profile/email', { token: member.token, json: { email } })

    expect([wrong.status, missing.status]).toEqual([401, 400])
    await settled(suite)
    expect((await readMails(suite.server)).filter(({ to }) => to === email)).toEqual([])
  })

  test('[S-39] an address that somebody else has is answered alike', async () => {
    const [member, other] = [await suite.piano.member(), await suite.piano.member()]
    const ask = (email: string) =>
      suite.piano.ask('/users/profile/email', { token: member.token, json: { email, password } })

    const [taken, free] = [await ask(other.email), await ask(`new-${other.email}`)]

    expect([taken.status, taken.message, taken.data]).toEqual([free.status, free.message, free.data])
  })

  test('[P-029] [S-80] of two accounts that confirm one address the second is refused', async () => {
    const [member, other] = [await suite.piano.member(), await suite.piano.member()]
    const email = `both-${member.email}`
    const confirm = async ({ token }: Member): Promise<number> => {
      await suite.piano.ask('/users/profile/email', { token, json: { email, password } })
      await settled(suite)
      const mail = await waitForMail(suite.server, email, 'confirm_new_email')
      const { status } = await suite.piano.ask('/users/profile/email/confirm', { json: { token: mail.token } })
      return status
    }

    expect([await confirm(member), await confirm(other)]).toEqual([200, 400])
  })

  test.each(['a@b.example\r\nBcc: c@d.example', 'a@b.example,c@d.example', 'nowhere'])(
    '[S-45] %j is no address',
    async (email) => {
      const { token } = await suite.piano.member()
      const { status, error } = await suite.piano.ask('/users/profile/email', { token, json: { email, password } })
      expect([status, error.details['field']]).toEqual([400, 'email'])
    },
  )
})

forBothPrefixes('the life of an account', (suite) => {
  test('a guest becomes an account under the same id, rooms and session included', async () => {
    const guest = await suite.piano.ask('/auth/guest', { json: { username: 'Ana' } })
    const token = String(guest.data['token'])
    const username = `ana${randomUUID().slice(0, 8)}`
    const email = `${username}@example.com`
    using player = await TestPlayer.connect(suite.server, { token })
    const { room } = await player.createRoom()

    const { status, data } = await suite.piano.ask('/auth/upgrade', { token, json: { username, email, password } })

    const userId = (guest.data['user'] as { user_id: string }).user_id
    expect(status).toBe(200)
    expect(data).toMatchObject({ user_id: userId, username, email, roles: ['member'], is_member: true })
    expect((await suite.piano.ask('/users/profile', { token })).data).toMatchObject({
      user_id: userId,
      roles: ['member'],
    })
    expect((await suite.piano.ask(`/rooms/${room?.roomId}`)).data['room_owner']).toBe(userId)
    await player.settled()
    const loggedIn = await logIn(suite, username, password)
    expect(loggedIn.data['user']).toMatchObject({ user_id: userId })
    await waitForMail(suite.server, email, 'confirm_email')
  })

  test('[P-024] [P-029] what registering refuses, an upgrade refuses too', async () => {
    const member = await suite.piano.member()
    const token = await suite.piano.guestToken()
    const good = { username: `u${randomUUID().slice(0, 8)}`, email: 'upgrade@example.com', password }
    const cases: [string, object][] = [
      ['username', { username: member.username.toUpperCase() }],
      ['email', { email: member.email }],
      ['password', { password: 'abc' }],
      ['confirm_password', { confirm_password: 'other' }],
    ]
    for (const [field, part] of cases) {
      const { status, error } = await suite.piano.ask('/auth/upgrade', { token, json: { ...good, ...part } })
      expect([status, error.details['field']]).toEqual([400, field])
    }
    expect((await suite.piano.ask('/auth/upgrade', { token: member.token, json: good })).status).toBe(403)
    expect((await suite.piano.ask('/auth/upgrade', { json: good })).status).toBe(401)
  })

  test('[S-51] an upgrade gives nobody a role', async () => {
    const username = `r${randomUUID().slice(0, 8)}`
    const json = { username, email: `${username}@example.com`, password, roles: ['admin'], is_pro: true }
    const { data } = await suite.piano.ask('/auth/upgrade', { token: await suite.piano.guestToken(), json })
    expect(data).toMatchObject({ roles: ['member'], is_pro: false })
  })

  test('what is kept about somebody can be taken away, and holds nothing of others', async () => {
    const [member, other] = [await suite.piano.member(), await suite.piano.member()]
    const room = await suite.piano.ask('/rooms', {
      token: member.token,
      json: { room_name: 'Mine', password: 'sesame' },
    })
    await suite.piano.ask('/rooms', { token: other.token, json: { room_name: 'Theirs' } })
    using player = await TestPlayer.connect(suite.server, { token: member.token })
    await player.join(String(room.data['room_id']))
    await player.ask({ case: 'chatMessage', value: { message: 'Good evening' } as never })

    const { status, data } = await suite.piano.ask('/users/profile/export', { token: member.token })

    expect(status).toBe(200)
    expect(data).toMatchObject({
      user: { user_id: member.userId, email: member.email },
      email_confirmed_at: null,
      sessions: [{ current: true }],
      rooms: [{ room_name: 'Mine', has_password: true }],
      messages: [{ message: 'Good evening', room_id: room.data['room_id'] }],
    })
    expect(JSON.stringify(data)).not.toMatch(new RegExp(`${other.username}|Theirs|sesame|argon2`))
  })

  test('[S-54] only an account has something to take away', async () => {
    const asGuest = await suite.piano.ask('/users/profile/export', { token: await suite.piano.guestToken() })
    expect([asGuest.status, (await suite.piano.ask('/users/profile/export')).status]).toEqual([403, 401])
  })

  test('[S-15] [P-068] an account is deleted with its password; its words stay without its name', async () => {
    const [member, other] = [await suite.piano.member(), await suite.piano.member()]
    const room = await suite.piano.ask('/rooms', { token: other.token, json: { room_name: 'Open' } })
    const roomId = String(room.data['room_id'])
    using player = await TestPlayer.connect(suite.server, { token: member.token })
    await player.join(roomId)
    await player.ask({ case: 'chatMessage', value: { message: 'Adieu' } as never })
    const remove = (json: unknown) => suite.piano.ask('/users/profile', { method: 'DELETE', token: member.token, json })

    expect((await remove({ password: 'wrong' })).status).toBe(401)
    expect((await remove({})).status).toBe(400)
    expect((await remove({ password })).status).toBe(200)

    expect([4501, 4503]).toContain(await player.closed)
    expect((await suite.piano.ask('/users/profile', { token: member.token })).status).toBe(401)
    expect((await logIn(suite, member.username, password)).status).toBe(401)
    expect((await suite.piano.ask(`/users/${member.userId}`)).status).toBe(404)
    using reader = await TestPlayer.connect(suite.server, { token: other.token })
    const said = await reader.join(roomId)
    const text = JSON.stringify(said, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
    expect(text).toContain('Adieu')
    expect(text).not.toContain(member.username)
    await waitForMail(suite.server, member.email, 'account_deleted')
    const again = { username: member.username, email: member.email, password }
    expect((await suite.piano.ask('/auth/register', { json: again })).status).toBe(201)
  })
})

test('where addresses must be confirmed, nobody else logs in, and becoming an account is no way around', async () => {
  await using server = await startTestServer({ requireVerifiedEmail: true })
  const piano = new PianoClient(`${server.url}/api`)
  const account = { username: 'clara', email: 'clara@example.com', password }
  await piano.ask('/auth/register', { json: account })
  const attempt = () => piano.ask('/auth/login', { json: { username: 'clara', password } })

  expect([(await attempt()).status, (await attempt()).error.code]).toEqual([403, 'AUTHORIZATION_ERROR'])
  const wrong = await piano.ask('/auth/login', { json: { username: 'clara', password: 'wrong' } })
  expect(wrong.status).toBe(401)

  const { token } = await waitForMail(server, account.email, 'confirm_email')
  await piano.ask('/auth/verify-email', { json: { token } })
  expect((await attempt()).status).toBe(200)

  const guest = await piano.guestToken()
  await piano.ask('/auth/upgrade', {
    token: guest,
    json: { username: 'robert', email: 'robert@example.com', password },
  })
  expect((await piano.ask('/users/profile', { token: guest })).status).toBe(401)
})

test('[P-005] [S-42] links begin with the public URL when there is one', async () => {
  await using server = await startTestServer({ publicUrl: 'https://piano.example.com' })
  const piano = new PianoClient(`${server.url}/api`)
  await piano.ask('/auth/register', { json: { username: 'clara', email: 'clara@example.com', password } })

  const { link } = await waitForMail(server, 'clara@example.com', 'confirm_email')

  expect(link.origin).toBe('https://piano.example.com')
})

test('[S-23] a copy of the database holds no token that works', async () => {
  await using folder = await startTestServer()
  const databaseUrl = `file:${folder.config.dataDir}/copied.db`
  await using server = await startTestServer({ databaseUrl, smtpUrl: 'smtp://127.0.0.1:1' })
  const piano = new PianoClient(`${server.url}/api`)
  const { email } = await piano.member()
  await piano.ask('/auth/forgot-password', { json: { email } })

  const bytes = await Promise.all(
    ['', '-wal'].map((end) => readFile(`${folder.config.dataDir}/copied.db${end}`, 'latin1').catch(() => '')),
  )

  const candidates = new Set(bytes.join('').match(/[\w-]{43,}/g))
  expect(candidates.size).toBeGreaterThan(3)
  for (const candidate of candidates) {
    for (let start = 0; start + 43 <= Math.min(candidate.length, 60); start += 1) {
      const token = candidate.slice(start, start + 43)
      const { status } = await piano.ask('/auth/reset-password', { json: { token, password: newPassword } })
      expect(status).toBe(400)
    }
  }
})
