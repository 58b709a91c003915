import { LiveRooms, Refusal, type RoomStore } from '@tutti/core'
import { expect, test } from 'vitest'
import { createLog } from '../../telemetry/log.ts'
import { createApp } from './create-app.ts'
import type { RestNeeds } from './needs.ts'

/** Rooms that cannot be read; everything else is not asked for. */
function createFailingApp(reason: Error, more: Partial<RestNeeds> = {}) {
  const logged: unknown[] = []
  const log = createLog({ level: 'silent', format: 'json' })
  log.error = (event: unknown) => void logged.push(event)
  const fail = async () => {
    throw reason
  }
  const rooms: Partial<RoomStore> = { find: fail, listPublic: fail }
  const needs: Partial<RestNeeds> = {
    rooms: rooms as RoomStore,
    liveRooms: new LiveRooms(),
    clock: { now: () => 0 },
    ids: { uuid: () => 'made-here', shortId: () => 'abcdefghi' },
    log,
    houseRules: { addressBans: [] } as unknown as RestNeeds['houseRules'],
    probes: {},
    lifecycle: { isDraining: false },
    metrics: { answered: () => undefined, contentType: 'text/plain', render: async () => '' },
    passwords: { checkLoad: () => undefined } as unknown as RestNeeds['passwords'],
    ...more,
  }
  return { app: createApp(needs as RestNeeds), logged }
}

test('[S-124] [P-078] a fault is answered without its reasons and logged once, with the request id', async () => {
  const fault = new Error('SQLITE: no such table /srv/tutti.db')
  const { app, logged } = createFailingApp(fault)

  const response = await app.request('/api/rooms', { headers: { 'X-Request-Id': 'trace-1' } })

  expect([response.status, await response.json()]).toEqual([
    500,
    { success: false, error: { code: 'SERVER_ERROR', message: 'Something went wrong on our side.', details: {} } },
  ])
  expect(logged).toEqual([{ event: 'request_failed', requestId: 'trace-1', method: 'GET', err: fault }])
})

test('[R-04] a database that is away is 503 and no fault', async () => {
  const { app, logged } = createFailingApp(new Refusal('unavailable'))

  const response = await app.request('/api/rooms/abcdefghi')

  expect([response.status, logged]).toEqual([503, []])
})

test('a server that is too busy says when to come back', async () => {
  const { app } = createFailingApp(new Refusal('overloaded', { retryAfterMs: 1500 }))

  const response = await app.request('/api/rooms')

  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2'])
})

test('[P-085] health does not ask the database', async () => {
  const { app } = createFailingApp(new Error('gone'))
  expect((await app.request('/health')).status).toBe(200)
})

test('[B-054] a method outside the API is refused plainly', async () => {
  const { app } = createFailingApp(new Error('gone'))

  const response = await app.request('/health', { method: 'DELETE' })

  expect([response.status, response.headers.get('allow'), await response.json()]).toEqual([
    405,
    'GET, HEAD',
    {
      statusCode: 405,
      error: 'Method Not Allowed',
      message: 'This method is not allowed here.',
      data: { code: 10006 },
    },
  ])
})

test('a body that breaks off is no fault of ours', async () => {
  const { app, logged } = createFailingApp(new Error('gone'))
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('aborted')) })
  const asked = { method: 'POST', body, duplex: 'half' }

  const response = await app.request(new Request('http://localhost/api/auth/login', asked))

  expect([response.status, logged]).toEqual([400, []])
})

test('[S-32] when nobody can count, reading goes on and logging in does not', async () => {
  const budget = (name: string) => ({ name, limit: 1, windowMs: 60_000 })
  const away = () => Promise.reject(new Error('no counter'))
  const { app, logged } = createFailingApp(new Refusal('room_not_found'), {
    rateLimiter: { take: away, giveBack: away },
    requestLimits: {
      general: budget('general'),
      wide: budget('wide'),
      auth: budget('auth'),
      guest: budget('guest'),
      upload: budget('upload'),
      billing: budget('billing'),
    },
  })

  const read = await app.request('/api/rooms/abcdefghi')
  const login = await app.request('/api/auth/login', { method: 'POST' })

  expect([read.status, login.status, login.headers.get('retry-after')]).toEqual([404, 503, '1'])
  expect(logged).toMatchObject([{ event: 'limiter_failed' }, { event: 'limiter_failed' }])
})
