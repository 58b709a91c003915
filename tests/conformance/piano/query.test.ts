import { rm } from 'node:fs/promises'
import { anAccount, aRoom } from '@tutti/testkit/contracts'
import { giveRoles, type TestServer } from '@tutti/testkit/server'
import Link from 'http-link-header'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPopulated } from '../populated.ts'
import { PianoClient, type Answer, type Member } from './piano-client.ts'

const startMs = Date.UTC(2016, 6, 1)
const hourMs = 3_600_000

const rooms = Array.from({ length: 25 }, (_, index) =>
  aRoom({
    name: `${index % 2 === 0 ? 'Étude' : 'Nocturne'} ${String(index).padStart(2, '0')}`,
    maxUsers: 2 + (index % 5),
    passwordHash: index % 5 === 0 ? 'hash' : null,
    createdAtMs: startMs + index * hourMs,
  }),
)
const accounts = Array.from({ length: 6 }, (_, index) =>
  anAccount({ username: `person${index}`, email: `p${index}@leipzig.example`, createdAtMs: startMs + index * hourMs }),
)

let server: TestServer
let piano: PianoClient
let admin: Member
beforeAll(async () => {
  server = await startPopulated({ rooms: [...rooms, aRoom({ name: 'Étude hidden', type: 'private' })], accounts })
  piano = new PianoClient(`${server.url}/api`)
  admin = await piano.member()
  await giveRoles(server, admin.userId, ['admin'])
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await rm(server.config.dataDir, { recursive: true, force: true })
})

const listOf = ({ data }: Answer, name: string) => (data[name] ?? []) as readonly Record<string, unknown>[]
const totalOf = ({ headers }: Answer) => Number(headers.get('total-count'))
const asAdmin = (path: string) => piano.ask(path, { token: admin.token })
const roomNames = async (query: string) =>
  listOf(await piano.ask(`/rooms?${query}`), 'rooms').map((room) => room['room_name'])

describe('rooms', () => {
  test('[P-038] [B-018] every plain field of a room finds it', async () => {
    const [room] = listOf(await piano.ask('/rooms?room_name=Nocturne 07'), 'rooms')
    expect(room).toBeDefined()
    for (const [field, value] of Object.entries(room ?? {})) {
      if (typeof value === 'object' && value !== null) continue
      const text = value === null ? '' : JSON.stringify(value).replaceAll('"', '')
      const found = await roomNames(`${field}=${encodeURIComponent(text)}&limit=100`)
      expect([field, found]).toEqual([field, expect.arrayContaining(['Nocturne 07'])])
    }
  })

  test.each([
    ['has_password=true', 5],
    ['has_password=false&max_users[gte]=5', 10],
    ['max_users[gt]=2&max_users[lt]=5', 10],
    ['max_users=2&max_users=3', 10],
    ['created_at[gte]=2016-07-01T20:00:00Z&created_at[lte]=2016-07-01T22:00:00%2B01:00', 2],
    ['search=etude', 13],
    ['search=etud&has_password=true', 3],
    ['search=hidden', 0],
    ['current_users=0', 25],
    ['current_users[gt]=0', 0],
    ['has_users=false&search=noct', 12],
  ])('[P-038] [B-019] %s', async (query, total) => expect(totalOf(await piano.ask(`/rooms?${query}`))).toBe(total))

  test('[P-038] [B-020] rooms are sorted by several fields', async () => {
    const found = await roomNames('sort=-max_users,room_name&limit=4')
    expect(found).toEqual(['Nocturne 09', 'Nocturne 19', 'Étude 04', 'Étude 14'])
    expect(await roomNames('sort=name&limit=2')).toEqual(['Nocturne 01', 'Nocturne 03'])
  })

  test.each([
    'sort=roomName',
    'sort=-',
    'sort=settings',
    'max_users=many',
    'has_password=1',
    'created_at[gte]=yesterday',
  ])('[P-038] %s is refused with its field', async (query) => {
    const { status, error } = await piano.ask(`/rooms?${query}`)
    expect([status, error.code, error.details['field']]).toEqual([400, 'VALIDATION_ERROR', query.split('=')[0]])
  })

  test('[P-038] an order that nobody knows is told which there are, in the names of the dialect', async () => {
    const { error } = await piano.ask('/rooms?sort=zzz')
    expect(error.details['issue']).toMatch(/^Must be one of room_id, -room_id, room_name, -room_name, /)
  })

  test.each(['unknown=1', 'password_hash=x', 'roomName=x', 'created_at[between]=x', 'max_users[__proto__]=1'])(
    '[P-038] [S-64] %s is passed over',
    async (query) => expect(totalOf(await piano.ask(`/rooms?${query}`))).toBe(25),
  )

  test('[P-038] [B-023] a page has 20, and its links lead through all of them', async () => {
    const seen: unknown[] = []
    let query: string | undefined = '?sort=room_name'
    while (query !== undefined) {
      const answer = await piano.ask(`/rooms${query}`)
      seen.push(...listOf(answer, 'rooms').map((room) => room['room_id']))
      const [next] = Link.parse(answer.headers.get('link') ?? '').rel('next')
      query = next && new URL(next.uri).search
    }
    expect([seen.length, new Set(seen).size]).toEqual([25, 25])
    expect(listOf(await piano.ask('/rooms'), 'rooms')).toHaveLength(20)
  })
})

describe('accounts, for admins', () => {
  test.each([
    ['search=PERSON3', 1],
    ['search=leipzig', 6],
    ['search=p4@leipzig.example', 1],
    ['search=eipzig', 0],
    ['email=p2@leipzig.example', 1],
    ['username=person1&username=person2', 2],
    ['role=admin', 1],
    ['roles=member&created_at[lt]=2016-07-01T03:00:00Z', 3],
    ['is_pro=true', 1],
  ])('[P-019] [B-026] %s', async (query, total) => {
    expect(totalOf(await asAdmin(`/admin/users?${query}`))).toBe(total)
  })

  test('[B-020] accounts are sorted', async () => {
    const users = listOf(await asAdmin('/admin/users?sort=username&search=person'), 'users')
    expect(users.map(({ username }) => username)).toEqual(accounts.map(({ username }) => username))
  })
})

describe('the other collections', () => {
  test('[B-018] sessions are filtered by the one that asks', async () => {
    const { token, username, password } = await piano.member()
    await piano.ask('/auth/login', { json: { username, password } })
    const [current] = listOf(await piano.ask('/auth/sessions?current=true', { token }), 'sessions')
    expect(current).toMatchObject({ current: true })
    expect(totalOf(await piano.ask('/auth/sessions?current=false', { token }))).toBe(1)
  })

  test('[B-026] the audit log is searched by names and filtered by what was done', async () => {
    const member = await piano.member()
    const found = await asAdmin(`/moderation/audit?search=${member.username.toUpperCase()}&action=logged_in`)
    expect(listOf(found, 'entries')).toMatchObject([{ action: 'logged_in', actor_name: member.username }])
    expect(totalOf(await asAdmin('/moderation/audit?timestamp[lt]=2016-01-01'))).toBe(0)
    expect((await asAdmin('/moderation/audit?action=unheard_of')).status).toBe(400)
  })

  test('[B-026] reports are searched by their comment', async () => {
    const { token } = await piano.member()
    const json = { user_id: admin.userId, reason: 'other', comment: 'Löscht alle Zimmer' }
    await piano.ask('/reports', { json, token })
    for (const [query, total] of [
      ['search=loscht zim', 1],
      [`search=${admin.username}`, 1],
      ['search=scht', 0],
      [`subject=${admin.userId}`, 1],
      ['reason=spam', 0],
      ['status=resolved', 0],
    ] as const) {
      expect([query, totalOf(await asAdmin(`/moderation/reports?${query}`))]).toEqual([query, total])
    }
  })

  test('[B-018] [B-026] invites and banned addresses are filtered, sorted and searched', async () => {
    const { token } = admin
    for (const [note, max_uses] of [
      ['For the choir', 5],
      ['For the band', 2],
    ] as const) {
      await piano.ask('/admin/invites', { json: { note, max_uses }, token })
    }
    const notes = async (query: string) =>
      listOf(await asAdmin(`/admin/invites?${query}`), 'invites').map(({ note }) => note)
    expect(await notes('search=choir')).toEqual(['For the choir'])
    expect(await notes('sort=max_uses')).toEqual(['For the band', 'For the choir'])
    expect(await notes('max_uses[gte]=3')).toEqual(['For the choir'])

    const ban = { address: '192.0.2.0/24', reason: 'Floods the choir', until: null }
    await piano.ask('/moderation/address-bans', { method: 'PUT', json: ban, token })
    const bans = await asAdmin('/moderation/address-bans?search=flood&until=')
    expect(listOf(bans, 'bans')).toMatchObject([{ address: '192.0.2.0/24' }])
  })

  test('[B-018] the bans of a room are filtered and sorted', async () => {
    const owner = await piano.member()
    const others = [await piano.member(), await piano.member()]
    const { data: room } = await piano.ask('/rooms', { json: { room_name: 'Mine' }, token: owner.token })
    const address = `/rooms/${String(room['room_id'])}/bans`
    for (const { userId: user_id } of others) {
      await piano.ask(address, { json: { user_id, reason: 'noise' }, token: owner.token })
    }
    const find = async (query: string) =>
      listOf(await piano.ask(`${address}?${query}`, { token: owner.token }), 'bans').map(({ username }) => username)
    const names = others.map(({ username }) => username)
    expect(await find(`username=${names[0]}`)).toEqual([names[0]])
    expect(await find('sort=username')).toEqual(names.toSorted())
    expect(await find('reason=silence')).toEqual([])
  })
})
