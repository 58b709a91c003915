import { expect, test } from 'vitest'
import { forBothPrefixes, type Suite } from './suite.ts'

async function openRoom({ piano }: Suite, json: Record<string, unknown>, token?: string) {
  return piano.ask('/rooms', { json, token: token ?? (await piano.member()).token })
}

forBothPrefixes('rooms', (suite) => {
  test('[P-039] [P-067] a member opens a room and is told where it is', async () => {
    const { token, userId } = await suite.piano.member()

    const { status, data, headers } = await openRoom(suite, { room_name: 'Late Chopin', max_users: 8 }, token)

    expect(status).toBe(201)
    expect(headers.get('location')).toMatch(new RegExp(`^/api(/v1)?/rooms/${String(data['room_id'])}$`))
    expect(data).toStrictEqual({
      room_id: expect.stringMatching(/^[\w-]{9}$/),
      room_name: 'Late Chopin',
      room_owner: userId,
      room_type: 'public',
      max_users: 8,
      current_users: 0,
      has_password: false,
      temporary: false,
      created_at: expect.any(String),
      settings: {
        allow_chat: true,
        allow_guests: true,
        auto_moderation: false,
        only_owner_can_play: false,
        only_owner_can_chat: false,
        only_owner_can_conduct: false,
        welcome_message: '',
        note_quota: 200,
        shared_player: false,
        slow_mode_seconds: 0,
      },
    })
  })

  test('[P-039] settings that are given are kept, the others are the usual ones', async () => {
    const settings = { allow_guests: false, welcome_message: 'Hello' }
    const { data } = await openRoom(suite, { room_name: 'A', settings })
    expect(data['settings']).toMatchObject({ allow_guests: false, welcome_message: 'Hello', allow_chat: true })
  })

  test('[P-039] nobody opens a room without an account', async () => {
    const json = { room_name: 'A' }
    const nobody = await suite.piano.ask('/rooms', { json })
    const guest = await openRoom(suite, json, await suite.piano.guestToken())
    expect([nobody.status, nobody.error.code]).toEqual([401, 'AUTHENTICATION_ERROR'])
    expect([guest.status, guest.error.code]).toEqual([403, 'AUTHORIZATION_ERROR'])
  })

  test.each([
    ['room_name', {}],
    ['room_name', { room_name: '' }],
    ['room_name', { room_name: 'x'.repeat(65) }],
    ['room_name', { roomName: 'spelled another way' }],
    ['max_users', { room_name: 'A', max_users: 0 }],
    ['max_users', { room_name: 'A', max_users: -1 }],
    ['max_users', { room_name: 'A', max_users: 1e9 }],
    ['max_users', { room_name: 'A', max_users: 'x' }],
    ['max_users', { room_name: 'A', max_users: 2.5 }],
    ['room_type', { room_name: 'A', room_type: 'secret' }],
    ['settings.allow_chat', { room_name: 'A', settings: { allow_chat: 'yes' } }],
    ['settings.note_quota', { room_name: 'A', settings: { note_quota: -1 } }],
  ])('[P-039] a bad %s is refused: %j', async (field, json) => {
    const { status, error } = await openRoom(suite, json)
    expect([status, error.code, error.details['field']]).toEqual([400, 'VALIDATION_ERROR', field])
  })

  test('a member without Pro opens no Pro room', async () => {
    const { status, error } = await openRoom(suite, { room_name: 'A', room_type: 'pro' })
    expect([status, error.code]).toEqual([403, 'AUTHORIZATION_ERROR'])
  })

  test('[P-043] a password is never told, only that there is one', async () => {
    const { data } = await openRoom(suite, { room_name: 'Locked', password: 'sesame-81' })
    const answers = [
      data,
      (await suite.piano.ask(`/rooms/${String(data['room_id'])}`)).data,
      (await suite.piano.ask('/rooms')).data,
    ]
    expect(data['has_password']).toBe(true)
    expect(JSON.stringify(answers)).not.toContain('sesame-81')
    expect(JSON.stringify(answers)).not.toContain('argon2')
  })

  test('[P-038] anybody sees the public rooms, nobody the private ones', async () => {
    const open = await openRoom(suite, { room_name: 'Seen' })
    const hidden = await openRoom(suite, { room_name: 'Unseen', room_type: 'private' })

    const { status, data } = await suite.piano.ask('/rooms?limit=100')

    expect(status).toBe(200)
    expect(data['rooms']).toContainEqual(open.data)
    expect(data['rooms']).not.toContainEqual(hidden.data)
  })

  test('[P-040] a private room is read by whoever has its id', async () => {
    const { data } = await openRoom(suite, { room_name: 'Unseen', room_type: 'private' })
    const found = await suite.piano.ask(`/rooms/${String(data['room_id'])}`)
    expect([found.status, found.data]).toEqual([200, data])
  })

  test.each(['invalid_room_123', '__proto__', '..%2f..%2fetc'])(
    '[P-025] the unknown room %s is refused in the words of the document',
    async (id) => {
      const { status, error } = await suite.piano.ask(`/rooms/${id}`)
      expect(status).toBe(404)
      expect(error).toStrictEqual({
        code: 'ROOM_NOT_FOUND',
        message: 'The specified room does not exist',
        details: { room_id: decodeURIComponent(id) },
      })
    },
  )

  test('[P-038] pages are counted and linked', async () => {
    const name = `Paged ${Math.random()}`
    const { token } = await suite.piano.member()
    for (const number of [1, 2, 3]) await openRoom(suite, { room_name: `${name} ${number}` }, token)
    const search = new URLSearchParams({ search: name.toUpperCase() })

    const first = await suite.piano.ask(`/rooms?${search}&limit=2`)
    const second = await suite.piano.ask(`/rooms?${search}&limit=2&page=2`)

    expect(first.data['pagination']).toEqual({ page: 1, limit: 2, total: 3, pages: 2 })
    expect(first.headers.get('total-count')).toBe('3')
    expect(relations(first.headers)).toEqual(['next', 'last'])
    expect(relations(second.headers)).toEqual(['first', 'prev'])
    expect(names(second)).toEqual([`${name} 1`])
    expect(first.headers.get('link')).toMatch(/^<[^>]*search=PAGED\+[^>]*page=2[^>]*>; rel="next"/)
  })

  test.each(['page=0', 'page=-1', 'page=x', 'limit=0', 'limit=x', 'page=1&page=2', 'limit=1&limit=2'])(
    '[S-66] the query %s is refused',
    async (query) => {
      const { status, error } = await suite.piano.ask(`/rooms?${query}`)
      expect([status, error.details['field']]).toEqual([400, query.split('=')[0]])
    },
  )

  test.each(['limit=100000', 'page=1000000000', 'a[__proto__][x]=1', 'unknown=1'])(
    '[S-64] [S-79] the query %s does no harm',
    async (query) => {
      const { status } = await suite.piano.ask(`/rooms?${query}`)
      expect([status, Reflect.get({}, 'x')]).toEqual([200, undefined])
    },
  )

  test.each(['%', '_', `' OR 1=1 --`, '\\', ':*'])('[S-62] [S-63] a search for %s is letters', async (letters) => {
    await openRoom(suite, { room_name: 'Plain' })
    const { status, data } = await suite.piano.ask(`/rooms?${new URLSearchParams({ search: `zz${letters}` })}`)
    expect([status, data['rooms']]).toEqual([200, []])
  })
})

function relations(headers: Headers): readonly (string | undefined)[] {
  return [...(headers.get('link') ?? '').matchAll(/rel="(\w+)"/g)].map(([, rel]) => rel)
}

function names({ data }: { readonly data: Record<string, unknown> }): readonly unknown[] {
  return Array.isArray(data['rooms']) ? data['rooms'].map((room: Record<string, unknown>) => room['room_name']) : []
}
