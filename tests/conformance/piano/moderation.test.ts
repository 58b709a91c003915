import { randomUUID } from 'node:crypto'
import { piano as dialect } from '@tutti/protocol/dialects'
import { operations, type OperationShape } from '@tutti/protocol/rest'
import { TestPlayer } from '@tutti/testkit/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Member } from './piano-client.ts'
import { startStaffed, type Staffed } from './staffed.ts'

interface Restricted {
  readonly id: string
  readonly access: string
  readonly method: string
  readonly path: string
}

/** Every operation that is for those who run the place, read off the table. */
function restricted(...access: readonly string[]): readonly Restricted[] {
  const places: Readonly<Record<string, unknown>> = dialect.places
  return Object.values<OperationShape>(operations)
    .filter((operation) => access.includes(operation.access) && places[operation.id] !== undefined)
    .map((operation) => {
      const place = places[operation.id] as string | { readonly place: string }
      const [method = '', path = ''] = (typeof place === 'string' ? place : place.place).split(' ')
      return { id: operation.id, access: operation.access, method, path: path.replace(/\{\w+\}/g, randomUUID()) }
    })
}

const codeOf = ({ status, error }: Answer) => [status, error.code]

describe.each(['/api', '/api/v1'])('moderation under %s', (prefix) => {
  let house: Staffed
  let admin: Member
  let moderator: Member
  beforeAll(async () => {
    house = await startStaffed(prefix)
    admin = await house.hire('admin')
    moderator = await house.hire('moderator')
  })
  afterAll(() => house[Symbol.asyncDispose]())

  const put = (path: string, { token }: { readonly token: string }, json: unknown) =>
    house.piano.ask(path, { method: 'PUT', token, json })
  const remove = (path: string, { token }: { readonly token: string }) =>
    house.piano.ask(path, { method: 'DELETE', token })
  const suspend = (userId: string, by: Member, reason = 'Spam') =>
    put(`/moderation/users/${userId}/suspension`, by, { reason, until: null })

  test.each(restricted('moderator', 'admin'))(
    '[S-52] [P-018] [P-019] $id is for nobody, no guest and no member',
    async ({ method, path }) => {
      const member = await house.piano.member()
      const guest = await house.piano.guestToken()

      expect((await house.piano.ask(path, { method })).status).toBe(401)
      expect(codeOf(await house.piano.ask(path, { method, token: guest }))).toEqual([403, 'AUTHORIZATION_ERROR'])
      expect(codeOf(await house.piano.ask(path, { method, token: member.token }))).toEqual([403, 'AUTHORIZATION_ERROR'])
    },
  )

  test.each(restricted('admin'))('[P-019] [S-52] $id is not for a moderator, but for an admin', async (place) => {
    const { method, path } = place
    expect((await house.piano.ask(path, { method, token: moderator.token })).status).toBe(403)
    expect((await house.piano.ask(path, { method, token: admin.token })).status).not.toBe(403)
  })

  test.each(restricted('moderator'))('[P-018] $id is for a moderator and for an admin', async ({ method, path }) => {
    for (const { token } of [moderator, admin]) {
      expect((await house.piano.ask(path, { method, token })).status).not.toBe(403)
    }
  })

  test('[P-017] [P-020] [S-17] a role counts at once, and no longer than it is held, whatever the token says', async () => {
    const member = await house.piano.member()
    const openProRoom = () =>
      house.piano.ask('/rooms', { token: member.token, json: { room_name: 'Pro', room_type: 'pro' } })
    expect((await openProRoom()).status).toBe(403)

    const granted = await put(`/admin/users/${member.userId}/roles`, admin, { roles: ['pro'] })
    expect([granted.status, granted.data['roles'], granted.data['is_pro']]).toEqual([200, ['member', 'pro'], true])
    expect((await openProRoom()).status).toBe(201)
    const { data } = await house.piano.ask('/auth/login', {
      json: { username: member.username, password: member.password },
    })

    await put(`/admin/users/${member.userId}/roles`, admin, { roles: ['member'] })
    const withClaim = await house.piano.ask('/rooms', {
      token: String(data['token']),
      json: { room_name: 'Pro', room_type: 'pro' },
    })
    expect([(await openProRoom()).status, withClaim.status]).toEqual([403, 403])
  })

  test('[P-019] the last admin stays one', async () => {
    const { status, error } = await put(`/admin/users/${admin.userId}/roles`, admin, { roles: ['member'] })
    expect([status, error.code]).toEqual([400, 'VALIDATION_ERROR'])
    expect((await house.piano.ask('/admin/overview', { token: admin.token })).status).toBe(200)
  })

  test('[P-019] roles are for accounts, and only those there are', async () => {
    const { data } = await house.piano.ask('/auth/guest', { json: {} })
    const { user_id: guestId } = data['user'] as { user_id: string }
    const member = await house.piano.member()

    expect((await put(`/admin/users/${guestId}/roles`, admin, { roles: ['pro'] })).status).toBe(400)
    expect((await put(`/admin/users/${member.userId}/roles`, admin, { roles: ['owner'] })).status).toBe(400)
    expect((await put(`/admin/users/${randomUUID()}/roles`, admin, { roles: [] })).error.code).toBe('USER_NOT_FOUND')
  })

  test('[S-15] [S-22] a suspended account is refused at once, with the reason, and let in again', async () => {
    const member = await house.piano.member()
    const { username, password, token } = member
    const logIn = (typed: string) => house.piano.ask('/auth/login', { json: { username, password: typed } })
    const session = await logIn(password)

    const { status, data } = await suspend(member.userId, moderator)
    expect([status, data['reason'], data['until']]).toEqual([200, 'Spam', null])

    const refused = await house.piano.ask('/websocket/ticket', { method: 'POST', token })
    expect(codeOf(refused)).toEqual([403, 'AUTHORIZATION_ERROR'])
    expect(refused.error.details).toStrictEqual({ reason: 'suspended', issue: 'Spam' })
    expect(codeOf(await logIn(password))).toEqual([403, 'AUTHORIZATION_ERROR'])
    expect(codeOf(await logIn('Nocturne-9-3'))).toEqual([401, 'AUTHENTICATION_ERROR'])
    const refresh = await house.piano.ask('/auth/refresh', {
      json: { refresh_token: session.data['refresh_token'] },
    })
    expect(refresh.status).toBe(401)

    await remove(`/moderation/users/${member.userId}/suspension`, moderator)
    expect((await house.piano.ask('/websocket/ticket', { method: 'POST', token })).status).toBe(200)
  })

  test('[S-15] a guest can be suspended too, with an end', async () => {
    const { data } = await house.piano.ask('/auth/guest', { json: {} })
    const { user_id: guestId } = data['user'] as { user_id: string }
    const until = new Date(Date.now() + 60_000).toISOString()

    const done = await put(`/moderation/users/${guestId}/suspension`, moderator, { reason: 'Noise', until })
    const refused = await house.piano.ask('/websocket/ticket', { method: 'POST', token: String(data['token']) })

    expect([done.status, done.data['until']]).toEqual([200, until])
    expect(refused.error.details).toStrictEqual({ reason: 'suspended', issue: 'Noise', until })
  })

  test.each([{}, { reason: '' }, { reason: 'x', until: '2020-01-01T00:00:00Z' }, { reason: 'x', until: 'tomorrow' }])(
    'a suspension as %j is refused',
    async (json) => {
      const member = await house.piano.member()
      const { status } = await put(`/moderation/users/${member.userId}/suspension`, moderator, json)
      expect(status).toBe(400)
    },
  )

  test('[S-55] a moderator acts on no moderator, no admin and not on themselves; an admin does on moderators', async () => {
    const other = await house.hire('moderator')

    for (const { userId } of [admin, other, moderator]) {
      expect(codeOf(await suspend(userId, moderator))).toEqual([403, 'AUTHORIZATION_ERROR'])
    }
    expect((await suspend(admin.userId, admin)).status).toBe(403)
    expect((await suspend(other.userId, admin)).status).toBe(200)
    expect((await remove(`/moderation/users/${other.userId}/suspension`, moderator)).status).toBe(403)
  })

  test('[S-54] a guest reports a message; moderators see it as it was, with what was said around it', async () => {
    const author = await house.piano.member()
    using player = await TestPlayer.connect(house.server, { token: author.token })
    const { room } = await player.createRoom({ roomName: 'Loud' })
    for (const message of ['before', 'the bad one', 'after']) {
      await player.ask({ case: 'chatMessage', value: { message } as never })
    }
    const guest = await house.piano.guestToken()
    using listener = await TestPlayer.connect(house.server, { token: guest })
    const { history } = await listener.join(room?.roomId ?? '')
    const messageId = history.find(({ message }) => message === 'the bad one')?.messageId

    const json = { message_id: messageId, reason: 'harassment', comment: 'Look at this' }
    const filed = await house.piano.ask('/reports', { token: guest, json })
    const again = await house.piano.ask('/reports', { token: guest, json })

    expect([filed.status, filed.data['status']]).toEqual([201, 'open'])
    expect(again.data['report_id']).toBe(filed.data['report_id'])
    const { data } = await house.piano.ask('/moderation/reports?limit=100', { token: moderator.token })
    const report = (data['reports'] as Record<string, unknown>[]).find(
      ({ report_id: id }) => id === filed.data['report_id'],
    )
    expect(report).toMatchObject({
      status: 'open',
      reason: 'harassment',
      comment: 'Look at this',
      subject: { user_id: author.userId, username: author.username },
      room: { room_id: room?.roomId, room_name: 'Loud' },
      message: { message: 'the bad one', user_id: author.userId },
      around: [{ message: 'before' }, { message: 'the bad one' }, { message: 'after' }],
      resolution: null,
    })
  })

  test('a report is resolved once; the queue shows open ones unless asked otherwise', async () => {
    const [subject, reporter] = [await house.piano.member(), await house.piano.member()]
    const filed = await house.piano.ask('/reports', {
      token: reporter.token,
      json: { user_id: subject.userId, reason: 'impersonation' },
    })
    const id = String(filed.data['report_id'])
    const resolve = (outcome: string) =>
      house.piano.ask(`/moderation/reports/${id}/resolve`, { token: moderator.token, json: { outcome, note: 'Seen' } })

    const first = await resolve('warned')
    const second = await resolve('banned')

    expect(first.data['resolution']).toMatchObject({ outcome: 'warned', resolved_by: { user_id: moderator.userId } })
    expect(second.data['resolution']).toEqual(first.data['resolution'])
    const ids = async (status: string) => {
      const { data } = await house.piano.ask(`/moderation/reports?limit=100&status=${status}`, {
        token: moderator.token,
      })
      return (data['reports'] as { report_id: string }[]).map(({ report_id: each }) => each)
    }
    expect(await ids('open')).not.toContain(id)
    expect(await ids('resolved')).toContain(id)
    expect(await ids('all')).toContain(id)
  })

  test('a report of nobody, of oneself, or of what is not there is refused', async () => {
    const { userId, token } = await house.piano.member()
    const file = async (json: unknown) => (await house.piano.ask('/reports', { token, json })).status

    expect(await file({ reason: 'spam' })).toBe(400)
    expect(await file({ reason: 'spam', user_id: userId })).toBe(400)
    expect(await file({ reason: 'dislike', user_id: userId })).toBe(400)
    expect(await file({ reason: 'spam', user_id: randomUUID() })).toBe(404)
    expect(await file({ reason: 'spam', message_id: 'nothing00' })).toBe(404)
    expect((await house.piano.ask('/reports', { json: { reason: 'spam' } })).status).toBe(401)
    const resolve = { token: moderator.token, json: { outcome: 'dismissed' } }
    expect((await house.piano.ask(`/moderation/reports/${randomUUID()}/resolve`, resolve)).status).toBe(404)
  })

  test('[S-132] the audit log tells who did what, when and from where, without a secret', async () => {
    const member = await house.piano.member()
    await house.piano.ask('/auth/login', { json: { username: member.username, password: 'My-secret-1' } })
    await suspend(member.userId, moderator, 'Testing')
    await put(`/admin/users/${member.userId}/roles`, admin, { roles: ['pro'] })

    const { status, data } = await house.piano.ask(`/moderation/audit?user_id=${member.userId}`, {
      token: moderator.token,
    })

    expect(status).toBe(200)
    const entries = data['entries'] as Record<string, unknown>[]
    expect(entries.map(({ action }) => action)).toEqual([
      'roles_changed',
      'user_suspended',
      'login_failed',
      'logged_in',
      'account_created',
    ])
    const address = '127.0.0.1'
    expect(entries[0]).toMatchObject({ actor_id: admin.userId, address, details: { after: 'member pro' } })
    expect(entries[1]).toMatchObject({ actor_name: moderator.username, address, details: { reason: 'Testing' } })
    expect(entries[2]).toMatchObject({ actor_id: null, target_id: member.userId, address })
    expect(entries[3]).toMatchObject({ actor_id: member.userId, timestamp: expect.any(String) })
    expect(JSON.stringify(data)).not.toContain('My-secret-1')
    expect(JSON.stringify(data)).not.toContain(member.password)
  })

  test('[S-132] nobody changes the audit log', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect((await house.piano.ask('/moderation/audit', { method, token: admin.token })).status).toBe(405)
    }
  })

  test('[P-019] the overview counts what there is', async () => {
    using _player = await TestPlayer.connect(house.server)

    const { status, data } = await house.piano.ask('/admin/overview', { token: admin.token })

    expect(status).toBe(200)
    for (const name of ['users', 'guests', 'rooms', 'sockets', 'messages_today', 'open_reports', 'uptime']) {
      expect(data[name]).toEqual(expect.any(Number))
    }
    expect(data['sockets']).toBeGreaterThan(0)
    expect(data['maintenance']).toMatchObject({ enabled: false })
  })

  test('[P-019] a notice reaches every connection, in text and in binary', async () => {
    using one = await TestPlayer.connect(house.server)
    using other = await TestPlayer.connect(house.server, { wire: 'json' })

    const { status, data } = await house.piano.ask('/admin/notice', {
      token: admin.token,
      json: { message: 'Concert at eight', kind: 'warning' },
    })

    expect([status, Number(data['receivers']) >= 2]).toEqual([201, true])
    for (const player of [one, other]) {
      expect(await player.next('notification')).toMatchObject({ message: 'Concert at eight', kind: 2 })
    }
  })
})

describe('maintenance', () => {
  test('[P-019] nobody new comes in and no room is opened, admins excepted; who is here is told and plays on', async () => {
    await using house = await startStaffed()
    const { piano } = house
    const admin = await house.hire('admin')
    const member = await piano.member()
    using player = await TestPlayer.connect(house.server, { token: member.token })
    const { room } = await player.createRoom()
    const switchIt = (enabled: boolean) =>
      piano.ask('/admin/maintenance', {
        method: 'PUT',
        token: admin.token,
        json: { enabled, message: 'New strings', retry_after: 90 },
      })

    const { status, data } = await switchIt(true)
    expect([status, data]).toEqual([200, { enabled: true, message: 'New strings', retry_after: 90 }])
    expect(await player.next('notification')).toMatchObject({ message: 'New strings', kind: 3 })

    const { username, email, password } = member
    const attempts = [
      await piano.ask('/auth/guest', { json: {} }),
      await piano.ask('/auth/login', { json: { username, password } }),
      await piano.ask('/auth/register', { json: { username: 'newcomer', email: `x${email}`, password } }),
      await piano.ask('/rooms', { token: member.token, json: { room_name: 'Another' } }),
    ]
    for (const attempt of attempts) {
      expect(codeOf(attempt)).toEqual([503, 'SERVICE_UNAVAILABLE'])
      expect(attempt.headers.get('retry-after')).toBe('90')
    }
    const overSocket = await player.ask({ case: 'createRoomCommand', value: { roomName: 'Another' } as never })
    expect(overSocket.message).toMatchObject({ case: 'error', value: { code: 'maintenance' } })
    const asAdmin = await piano.ask('/auth/login', { json: { username: admin.username, password: admin.password } })
    expect(asAdmin.status).toBe(200)
    expect((await piano.ask(`/rooms/${room?.roomId}`)).status).toBe(200)

    await switchIt(false)
    expect((await piano.ask('/auth/guest', { json: {} })).status).toBe(201)
  })
})

describe('banned addresses', () => {
  test('nobody comes in from a banned range, and everybody does from elsewhere', async () => {
    await using house = await startStaffed('/api', { trustedProxies: ['loopback'] })
    const { piano } = house
    const moderator = await house.hire('moderator')
    const { username, email, password, token } = await piano.member()
    const from = (address: string) => ({ 'X-Forwarded-For': address })
    const ban = (address: string) =>
      piano.ask('/moderation/address-bans', {
        method: 'PUT',
        token: moderator.token,
        headers: from('198.51.100.1'),
        json: { address, reason: 'Flood', until: null },
      })

    expect((await ban('192.0.2.99/24')).data['address']).toBe('192.0.2.0/24')
    expect((await ban('2001:db8::/32')).status).toBe(200)

    for (const address of ['192.0.2.7', '::ffff:192.0.2.8', '2001:db8:1::1']) {
      const headers = from(address)
      const attempts = [
        await piano.ask('/auth/guest', { headers, json: {} }),
        await piano.ask('/auth/login', { headers, json: { username, password } }),
        await piano.ask('/auth/register', { headers, json: { username: 'other', email: `x${email}`, password } }),
      ]
      for (const attempt of attempts) {
        expect(codeOf(attempt)).toEqual([403, 'AUTHORIZATION_ERROR'])
        expect(attempt.error.details['reason']).toBe('address_banned')
      }
      const upgrade = await fetchUpgrade(house.server.port, { ...headers, authorization: `Bearer ${token}` })
      expect(upgrade).toBe(403)
    }
    expect((await piano.ask('/auth/guest', { headers: from('192.0.3.7'), json: {} })).status).toBe(201)

    const { data } = await piano.ask('/moderation/address-bans', { token: moderator.token })
    expect((data['bans'] as { address: string }[]).map(({ address }) => address)).toEqual([
      '2001:db8:0:0:0:0:0:0/32',
      '192.0.2.0/24',
    ])
    const lift = () =>
      piano.ask('/moderation/address-bans?address=192.0.2.0/24', { method: 'DELETE', token: moderator.token })
    expect([(await lift()).status, (await lift()).status]).toEqual([200, 404])
    expect((await piano.ask('/auth/guest', { headers: from('192.0.2.7'), json: {} })).status).toBe(201)
  })

  test.each(['127.0.0.1', '127.0.0.0/8', '0.0.0.0/0', 'localhost', '1.2.3', '1.2.3.4/33', '::/0', '', '1.2.3.4/24/8'])(
    'the range %j cannot be banned from here',
    async (address) => {
      const json = { address, reason: 'Flood' }
      const { status, error } = await shared.piano.ask('/moderation/address-bans', {
        method: 'PUT',
        token: sharedModerator.token,
        json,
      })
      expect([status, error.details['field']]).toEqual([400, 'address'])
    },
  )
})

let shared: Staffed
let sharedModerator: Member
beforeAll(async () => {
  shared = await startStaffed()
  sharedModerator = await shared.hire('moderator')
})
afterAll(() => shared[Symbol.asyncDispose]())

describe('registration', () => {
  const password = 'Nocturne-9-2'
  const person = (username: string, invite?: string) => ({
    json: { username, email: `${username}@example.com`, password, ...(invite !== undefined && { invite }) },
  })

  test('where it is closed nobody opens an account, and guests come all the same', async () => {
    await using house = await startStaffed('/api', { registration: 'closed' })

    expect(codeOf(await house.piano.ask('/auth/register', person('clara')))).toEqual([403, 'AUTHORIZATION_ERROR'])
    expect((await house.piano.ask('/auth/guest', { json: {} })).status).toBe(201)
  })

  test('[S-80] [S-23] by invite, as many get in as it is good for, and the code is told once', async () => {
    await using house = await startStaffed('/api', { registration: 'invite' })
    const { piano } = house
    const admin = await house.appoint('ada')
    const ask = { token: admin.token }
    const made = await piano.ask('/admin/invites', { ...ask, json: { max_uses: 2, note: 'Choir' } })
    const code = String(made.data['code'])
    expect([made.status, code]).toEqual([201, expect.stringMatching(/^[\w-]{20}$/)])
    expect(codeOf(await piano.ask('/auth/register', person('nocode')))).toEqual([400, 'VALIDATION_ERROR'])
    expect((await piano.ask('/auth/register', person('badcode', 'x'))).error.details['field']).toBe('invite')
    // What comes to nothing takes no use.
    expect((await piano.ask('/auth/register', person('a', code))).error.details['field']).toBe('username')

    const asking = Array.from({ length: 8 }, (_, index) => piano.ask('/auth/register', person(`singer${index}`, code)))
    const statuses = (await Promise.all(asking)).map(({ status }) => status)

    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 201, 400, 400, 400, 400, 400, 400])
    const { data } = await piano.ask('/admin/invites', ask)
    const [choir] = data['invites'] as Record<string, unknown>[]
    expect(choir).toMatchObject({ note: 'Choir', uses: 2, max_uses: 2, created_by: admin.userId })
    expect(JSON.stringify(data)).not.toContain(code)
    const revoke = () => piano.ask(`/admin/invites/${String(choir?.['invite_id'])}`, { ...ask, method: 'DELETE' })
    expect([(await revoke()).status, (await revoke()).status]).toEqual([200, 404])
  })
})

/** The status that a request for an upgrade is answered with. */
async function fetchUpgrade(port: number, headers: Record<string, string>): Promise<number> {
  const { WebSocket } = await import('ws')
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/websocket`, { headers })
  return new Promise((resolve) => {
    socket.on('error', () => undefined)
    socket.once('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.once('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
  })
}
