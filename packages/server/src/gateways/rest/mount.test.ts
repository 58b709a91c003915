import { Refusal } from '@tutti/core'
import { blueprint, type Dialect } from '@tutti/protocol/dialects'
import { operations } from '@tutti/protocol/rest'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createLog } from '../../telemetry/log.ts'
import { handle } from './handle.ts'
import { mount } from './mount.ts'
import type { RestNeeds } from './needs.ts'

const route = handle(operations.logIn, () => Promise.reject(new Error('never asked')))
const needs: Partial<RestNeeds> = {
  ids: { uuid: () => 'made-here', shortId: () => 'abcdefghi' },
  log: createLog({ level: 'silent', format: 'json' }),
  clock: { now: () => 0 },
  houseRules: { addressBans: [] } as unknown as RestNeeds['houseRules'],
  lifecycle: { isDraining: false },
  metrics: { answered: () => undefined, contentType: 'text/plain', render: async () => '' },
  rules: { requireVerifiedEmail: false, requireApplicationId: false },
  passwords: { checkLoad: () => undefined } as unknown as RestNeeds['passwords'],
}

/** The same dialect in the year in which it has several versions. */
function askVersions(version: string | undefined): Promise<Response> {
  const available = ['1.0.0', '1.2.0', '2.0.0'] as const
  const dialect: Dialect = { ...blueprint, version: { ...blueprint.version, available } }
  const ask = mount({ dialect, routes: [route], siblings: [], needs: needs as RestNeeds })
  const headers = { 'User-Agent': 'a test', ...(version !== undefined && { 'Api-Version': version }) }
  return ask(new Request('http://localhost/auth/login', { method: 'POST', headers }), undefined)
}

test.each([
  [undefined, '2.0.0', 10003],
  ['1.0.0', '1.0.0', 10003],
  ['1.1.7', '1.0.0', 10003],
  ['1.7.0', '1.2.0', 10003],
  ['v1', '1.2.0', 10003],
  ['2.4', '2.0.0', 10003],
  ['3.0.0', '2.0.0', 10013],
])('[B-077] [B-078] asked for %s, the answer is of version %s', async (asked, served, code) => {
  const response = await askVersions(asked)
  expect([response.headers.get('api-version'), await response.json()]).toMatchObject([served, { data: { code } }])
})

test.each([
  [operations.validateToken, 'br'],
  [operations.createTicket, null],
])('wherever a token or a ticket is handed out, its length tells nothing', async ({ id }, coding) => {
  const operation = {
    ...operations[id],
    access: 'anyone',
    limit: 'wide',
    output: z.object({ text: z.string() }),
  } as const
  const dialect: Dialect = { ...blueprint, places: { [id]: 'GET /anywhere' } }
  const telling = handle(operation, async () => ({ text: 'a'.repeat(2_000) }))
  const ask = mount({ dialect, routes: [telling], siblings: [], needs: needs as RestNeeds })

  const headers = { 'User-Agent': 'a test', 'Accept-Encoding': 'br' }
  const response = await ask(new Request('http://localhost/anywhere', { headers }), undefined)

  expect([response.status, response.headers.get('content-encoding')]).toEqual([200, coding])
})

test('[S-36] a login is turned away before it is read while too many wait, and a refresh at its address is not', async () => {
  const checkLoad = () => {
    throw new Refusal('overloaded', { retryAfterMs: 2_000 })
  }
  const busy = { ...needs, passwords: { checkLoad } as unknown as RestNeeds['passwords'] }
  const refresh = handle(operations.refreshSession, () => Promise.reject(new Refusal('invalid_token')))
  const ask = mount({ dialect: blueprint, routes: [route, refresh], siblings: [], needs: busy as RestNeeds })
  const statusFor = async (headers: Record<string, string>, body?: string) => {
    const init = { method: 'POST', headers: { 'User-Agent': 'a test', ...headers }, body: body ?? null }
    return (await ask(new Request('http://localhost/auth/login', init), undefined)).status
  }

  expect(await statusFor({ 'Content-Type': 'application/json' }, '{')).toBe(503)
  expect(await statusFor({ Authorization: 'JWT x' })).toBe(401)
})
