import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRoomsStage, type Person, type RoomsStage } from '../rooms-stage.ts'

let stage: RoomsStage
beforeAll(async () => void (stage = await openRoomsStage()))
afterAll(() => stage[Symbol.asyncDispose]())

const outcome = ({ status, error }: { status: number; error: Record<string, unknown> }) => [status, error['code']]

describe('changing a room', () => {
  test.each(['PUT', 'PATCH'])('[P-041] %s merges: what is absent stays', async (method) => {
    const owner = await stage.member()
    const settings = { allow_guests: false, welcome_message: 'Hello' }
    const id = await stage.openRoom(owner, { room_name: 'Before', max_users: 8, settings })

    const body = { room_name: 'After', settings: { allow_chat: false } }
    const { status, data } = await stage.ask(`${method} /rooms/${id}`, owner, body)

    expect(status).toBe(200)
    expect(data).toMatchObject({
      room_name: 'After',
      max_users: 8,
      room_type: 'public',
      settings: { allow_chat: false, allow_guests: false, welcome_message: 'Hello', note_quota: 200 },
    })
    expect((await stage.ask(`GET /rooms/${id}`)).data).toEqual(data)
  })

  test.each([
    ['nobody', async (): Promise<undefined> => undefined, [401, 'AUTHENTICATION_ERROR']],
    ['another member', () => stage.member(), [403, 'AUTHORIZATION_ERROR']],
    ['a guest', () => stage.guest(), [403, 'AUTHORIZATION_ERROR']],
    ['a moderator', () => stage.staff('moderator'), [200, undefined]],
    ['an admin', () => stage.staff('admin'), [200, undefined]],
  ] as const)('[P-041] [P-018] [S-50] %s asks to change a foreign room', async (_, person, expected) => {
    const id = await stage.openRoom(await stage.member())
    const answer = await stage.ask(`PUT /rooms/${id}`, await person(), { room_name: 'Taken' })
    expect(outcome(answer)).toEqual(expected)
  })

  test.each([null, ''])('[P-041] [P-043] the password %j clears it', async (password) => {
    const owner = await stage.member()
    const id = await stage.openRoom(owner)

    const locked = await stage.ask(`PUT /rooms/${id}`, owner, { password: 'sesame-81' })
    const kept = await stage.ask(`PUT /rooms/${id}`, owner, { room_name: 'B' })
    const open = await stage.ask(`PUT /rooms/${id}`, owner, { password })

    expect([locked, kept, open].map(({ data }) => data['has_password'])).toEqual([true, true, false])
    expect(JSON.stringify([locked.data, kept.data])).not.toMatch(/sesame|argon2/)
  })

  test('[S-51] what is not theirs to set has no effect', async () => {
    const owner = await stage.member()
    const other = await stage.member()
    const id = await stage.openRoom(owner)
    const before = (await stage.ask(`GET /rooms/${id}`)).data

    const body = { room_id: 'x', room_owner: other.userId, owner_id: other.userId, temporary: true, current_users: 9 }
    await stage.ask(`PUT /rooms/${id}`, owner, { ...body, created_at: '2001-01-01T00:00:00.000Z' })

    expect((await stage.ask(`GET /rooms/${id}`)).data).toEqual(before)
  })

  test.each([
    ['room_name', { room_name: ' ' }],
    ['room_name', { room_name: 'x'.repeat(65) }],
    ['room_name', { room_name: null }],
    ['max_users', { max_users: 0 }],
    ['max_users', { max_users: 51 }],
    ['room_type', { room_type: 'secret' }],
    ['password', { password: 'x'.repeat(65) }],
    ['settings.note_quota', { settings: { note_quota: -1 } }],
    ['settings.welcome_message', { settings: { welcome_message: 'x'.repeat(501) } }],
  ])('[P-041] a bad %s changes nothing: %j', async (field, body: Record<string, unknown>) => {
    const owner = await stage.member()
    const id = await stage.openRoom(owner)
    const before = (await stage.ask(`GET /rooms/${id}`)).data

    const { status, error } = await stage.ask(`PUT /rooms/${id}`, owner, body)

    expect([status, error['code']]).toEqual([400, 'VALIDATION_ERROR'])
    expect(error['details']).toMatchObject({ field })
    expect((await stage.ask(`GET /rooms/${id}`)).data).toEqual(before)
  })

  test('[P-017] [P-020] making a room pro takes the role, as it is right now', async () => {
    const owner = await stage.staff('pro')
    const id = await stage.openRoom(owner)
    await stage.grant(owner, ['member'])
    const refused = await stage.ask(`PUT /rooms/${id}`, owner, { room_type: 'pro' })
    await stage.grant(owner, ['member', 'pro'])
    const done = await stage.ask(`PUT /rooms/${id}`, owner, { room_type: 'pro' })

    expect([outcome(refused), outcome(done), done.data['room_type']]).toEqual([
      [403, 'AUTHORIZATION_ERROR'],
      [200, undefined],
      'pro',
    ])
  })

  test('[P-017] a pro member opens a pro room, a member does not', async () => {
    const body = { room_name: 'Pro', room_type: 'pro' }
    const pro = await stage.ask('POST /rooms', await stage.staff('pro'), body)
    const member = await stage.ask('POST /rooms', await stage.member(), body)
    expect([pro.status, member.status]).toEqual([201, 403])
  })

  test('[S-80] of changes at the same time none is lost', async () => {
    const owner = await stage.member()
    const id = await stage.openRoom(owner)
    const changes = [
      { room_name: 'New' },
      { max_users: 7 },
      { settings: { allow_chat: false } },
      { settings: { allow_guests: false } },
      { settings: { note_quota: 9 } },
    ]

    await Promise.all(changes.map((body) => stage.ask(`PATCH /rooms/${id}`, owner, body)))

    expect((await stage.ask(`GET /rooms/${id}`)).data).toMatchObject({
      room_name: 'New',
      max_users: 7,
      settings: { allow_chat: false, allow_guests: false, note_quota: 9 },
    })
  })
})

describe('deleting a room', () => {
  test('[P-042] the owner deletes it, and then it is unknown', async () => {
    const owner = await stage.member()
    const id = await stage.openRoom(owner)

    const { status, data } = await stage.ask(`DELETE /rooms/${id}`, owner)

    expect([status, data]).toEqual([200, {}])
    expect(outcome(await stage.ask(`GET /rooms/${id}`))).toEqual([404, 'ROOM_NOT_FOUND'])
    expect(outcome(await stage.ask(`DELETE /rooms/${id}`, owner))).toEqual([404, 'ROOM_NOT_FOUND'])
  })

  test('[P-042] [P-018] another member may not, a moderator may', async () => {
    const id = await stage.openRoom(await stage.member())
    expect(outcome(await stage.ask(`DELETE /rooms/${id}`))).toEqual([401, 'AUTHENTICATION_ERROR'])
    expect(outcome(await stage.ask(`DELETE /rooms/${id}`, await stage.member()))).toEqual([403, 'AUTHORIZATION_ERROR'])
    expect((await stage.ask(`DELETE /rooms/${id}`, await stage.staff('moderator'))).status).toBe(200)
  })
})

describe('listing', () => {
  const names = ({ data }: { data: Record<string, unknown> }): unknown =>
    (data['rooms'] as Record<string, unknown>[]).map((room) => room['room_name'])

  test('[P-038] by type, by users, and sorted by name, age and users', async () => {
    const word = randomUUID().slice(0, 8)
    const pro = await stage.staff('pro')
    const ids: Record<string, string> = {}
    for (const [name, type] of [
      ['b', 'public'],
      ['C', 'pro'],
      ['a', 'public'],
      ['d', 'private'],
    ] as const) {
      ids[name] = await stage.openRoom(pro, { room_name: `${word} ${name}`, room_type: type })
    }
    using one = await stage.connect(pro)
    using two = await stage.connect(pro)
    using three = await stage.connect()
    await one.join(ids['b'] ?? '')
    await two.join(ids['a'] ?? '')
    await three.join(ids['a'] ?? '')
    const list = async (query: string) => {
      const answer = await stage.ask(`GET /rooms?search=${word}&${query}`)
      return [(names(answer) as string[]).map((name) => name.at(-1)).join(''), answer.headers.get('total-count')]
    }

    expect(await list('')).toEqual(['aCb', '3'])
    expect(await list('sort=name')).toEqual(['abC', '3'])
    expect(await list('sort=-name')).toEqual(['Cba', '3'])
    expect(await list('sort=created_at')).toEqual(['bCa', '3'])
    expect(await list('sort=-users')).toEqual(['abC', '3'])
    expect(await list('sort=users')).toEqual(['Cba', '3'])
    expect(await list('room_type=pro')).toEqual(['C', '1'])
    expect(await list('room_type=private')).toEqual(['', '0'])
    expect(await list('has_users=true&sort=name')).toEqual(['ab', '2'])
    expect(await list('has_users=true&sort=-users')).toEqual(['ab', '2'])
    expect(await list('has_users=false')).toEqual(['C', '1'])
    expect(await list('sort=-users&limit=2&page=2')).toEqual(['C', '3'])
    expect(await list('sort=users&limit=2&page=1')).toEqual(['Cb', '3'])
    expect(await list('sort=users&limit=2&page=2')).toEqual(['a', '3'])
  })

  test.each(['room_type=secret', 'has_users=maybe', 'sort=password', 'sort=name&sort=users'])(
    '[P-038] [S-66] the query %s is refused',
    async (query) => {
      const { status, error } = await stage.ask(`GET /rooms?${query}`)
      expect([status, error['details']]).toMatchObject([400, { field: query.split('=')[0] }])
    },
  )
})

describe('who may what to whom', () => {
  test.each([
    ['POST', 'kick', { user_id: randomUUID() }],
    ['GET', 'bans', undefined],
    ['POST', 'bans', { user_id: randomUUID() }],
    ['DELETE', `bans/${randomUUID()}`, undefined],
    ['PUT', `mutes/${randomUUID()}`, { chat: true }],
    ['DELETE', `mutes/${randomUUID()}`, undefined],
    ['POST', 'owner', { user_id: randomUUID() }],
  ])('[S-52] [S-50] %s %s is refused to nobody, guests and members', async (method, path, body) => {
    const id = await stage.openRoom(await stage.member())
    const address = `${method} /rooms/${id}/${path}`
    expect((await stage.ask(address, undefined, body)).status).toBe(401)
    expect((await stage.ask(address, await stage.guest(), body)).status).toBe(403)
    expect((await stage.ask(address, await stage.member(), body)).status).toBe(403)
  })

  test('a user that does not exist is said to be unknown', async () => {
    const owner = await stage.member()
    const id = await stage.openRoom(owner)
    const body = { user_id: randomUUID() }
    for (const path of ['kick', 'bans', 'owner']) {
      expect(outcome(await stage.ask(`POST /rooms/${id}/${path}`, owner, body))).toEqual([404, 'USER_NOT_FOUND'])
    }
  })

  test('[ROOM-15] whoever acts stands above: an owner below moderators, nobody above oneself', async () => {
    const [owner, moderator, admin] = [await stage.member(), await stage.staff('moderator'), await stage.staff('admin')]
    const id = await stage.openRoom(owner)
    const ban = async (by: Person, { userId }: Person) =>
      (await stage.ask(`POST /rooms/${id}/bans`, by, { user_id: userId, minutes: 1 })).status

    expect(await ban(owner, moderator)).toBe(403)
    expect(await ban(owner, owner)).toBe(403)
    expect(await ban(moderator, moderator)).toBe(403)
    expect(await ban(moderator, admin)).toBe(403)
    expect(await ban(moderator, owner)).toBe(201)
    expect(outcome(await stage.ask(`DELETE /rooms/${id}/bans/${owner.userId}`, owner))).toEqual([
      403,
      'AUTHORIZATION_ERROR',
    ])
    expect((await stage.ask(`DELETE /rooms/${id}/bans/${owner.userId}`, moderator)).status).toBe(200)
  })

  test('[S-59] bans are listed with who, why and until when, and lifted', async () => {
    const owner = await stage.member()
    const [loud, rude] = [await stage.member(), await stage.guest()]
    const id = await stage.openRoom(owner)
    const forAWhile = { user_id: loud.userId, reason: 'Too \u0007loud', minutes: 5 }
    const first = await stage.ask(`POST /rooms/${id}/bans`, owner, forAWhile)
    await stage.ask(`POST /rooms/${id}/bans`, owner, { user_id: rude.userId })

    const listed = await stage.ask(`GET /rooms/${id}/bans`, owner)

    expect(first.status).toBe(201)
    expect(listed.data['pagination']).toMatchObject({ total: 2 })
    expect(listed.data['bans']).toContainEqual({
      room_id: id,
      user_id: loud.userId,
      username: expect.any(String),
      reason: 'Too loud',
      banned_by: owner.userId,
      created_at: expect.any(String),
      ends_at: expect.stringMatching(/Z$/),
    })
    expect(listed.data['bans']).toContainEqual(expect.objectContaining({ user_id: rude.userId, ends_at: null }))

    await stage.ask(`DELETE /rooms/${id}/bans/${loud.userId}`, owner)
    const after = await stage.ask(`GET /rooms/${id}/bans`, owner)
    expect(after.data['bans']).toMatchObject([{ user_id: rude.userId }])
  })

  test.each([{ minutes: 0 }, { minutes: 1.5 }, { minutes: 1e12 }, { minutes: 'x' }, { reason: 'x'.repeat(201) }])(
    'a ban with %j is refused',
    async (body) => {
      const owner = await stage.member()
      const id = await stage.openRoom(owner)
      const { userId } = await stage.guest()
      const { status, error } = await stage.ask(`POST /rooms/${id}/bans`, owner, { user_id: userId, ...body })
      expect([status, error['details']]).toMatchObject([400, { field: Object.keys(body)[0] }])
    },
  )

  test('[ROOM-17] a room is given away, to somebody who could have opened it', async () => {
    const [owner, heir, guest] = [await stage.member(), await stage.member(), await stage.guest()]
    const id = await stage.openRoom(owner)

    expect((await stage.ask(`POST /rooms/${id}/owner`, owner, { user_id: guest.userId })).status).toBe(403)
    const { status, data } = await stage.ask(`POST /rooms/${id}/owner`, owner, { user_id: heir.userId })

    expect([status, data['room_owner']]).toEqual([200, heir.userId])
    expect((await stage.ask(`PUT /rooms/${id}`, owner, { room_name: 'B' })).status).toBe(403)
    expect((await stage.ask(`PUT /rooms/${id}`, heir, { room_name: 'B' })).status).toBe(200)
  })
})

describe('looking inside', () => {
  async function chatting(owner: Person, id: string, texts: readonly string[], password = '') {
    const player = await stage.connect(owner)
    await player.join(id, { password })
    for (const message of texts) await player.ask({ case: 'chatMessage', value: { message } })
    return player
  }

  test('[P-068] what was said is read in pages, the last first, each oldest first', async () => {
    const owner = await stage.member()
    const id = await stage.openRoom(owner)
    using _player = await chatting(owner, id, ['one', 'two', 'three'])

    const last = await stage.ask(`GET /rooms/${id}/messages?limit=2`, await stage.member())
    const before = String(last.data['before'])
    const first = await stage.ask(`GET /rooms/${id}/messages?limit=2&before=${before}`, owner)

    expect(last.data['messages']).toMatchObject([{ message: 'two' }, { message: 'three' }])
    expect(first.data).toEqual({
      messages: [
        {
          message_id: expect.stringMatching(/^[\w-]{9}$/),
          user_id: owner.userId,
          username: expect.any(String),
          message: 'one',
          timestamp: expect.stringMatching(/Z$/),
          message_type: 'user',
          room_seq: 1,
          edited_at: null,
          removed: false,
          reply_to: null,
          mentions: [],
          emote: false,
        },
      ],
      before: null,
    })
  })

  test.each([
    ['private', { room_type: 'private' }],
    ['locked', { password: 'sesame-81' }],
  ])('[P-068] [S-57] of a %s room only those inside and those who run it read', async (_, more) => {
    const [owner, member] = [await stage.member(), await stage.member()]
    const id = await stage.openRoom(owner, more)
    const read = async (who?: Person) => (await stage.ask(`GET /rooms/${id}/messages`, who)).status

    expect([await read(), await read(member)]).toEqual([401, 403])
    expect([await read(owner), await read(await stage.staff('moderator'))]).toEqual([200, 200])
    using _player = await chatting(member, id, [], 'sesame-81')
    expect(await read(member)).toBe(200)
  })

  test('[P-068] whoever could not come in does not read', async () => {
    const owner = await stage.staff('pro')
    const noGuests = await stage.openRoom(owner, { settings: { allow_guests: false } })
    const pro = await stage.openRoom(owner, { room_type: 'pro' })
    const [guest, member] = [await stage.guest(), await stage.member()]

    expect((await stage.ask(`GET /rooms/${noGuests}/messages`, guest)).status).toBe(403)
    expect((await stage.ask(`GET /rooms/${pro}/messages`, member)).status).toBe(403)
    await stage.ask(`POST /rooms/${noGuests}/bans`, owner, { user_id: member.userId })
    expect((await stage.ask(`GET /rooms/${noGuests}/messages`, member)).status).toBe(403)
  })

  test('[P-040] of a private room only those inside and those who run it see who is there', async () => {
    const [owner, member, stranger] = [await stage.member(), await stage.member(), await stage.member()]
    const id = await stage.openRoom(owner, { room_type: 'private' })
    using player = await stage.connect(member)
    await player.join(id)
    const see = (who: Person) => stage.ask(`GET /rooms/${id}/participants`, who)

    expect((await see(stranger)).status).toBe(403)
    expect((await stage.ask(`GET /rooms/${id}`)).data).toMatchObject({ current_users: 1, room_owner: owner.userId })
    for (const who of [owner, member]) {
      expect((await see(who)).data['participants']).toEqual([
        {
          participant: 1,
          user_id: member.userId,
          username: expect.any(String),
          user_tag: expect.stringMatching(/^#[\da-f]{6}$/),
          is_guest: false,
          listens: false,
          is_owner: false,
          may_play: true,
          notes_muted: false,
          chat_muted: false,
          joined_at: expect.stringMatching(/Z$/),
        },
      ])
    }
  })
})
