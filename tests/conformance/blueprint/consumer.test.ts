import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { applicationId, BlueprintClient } from './blueprint-client.ts'
import { forBothSchemes } from './suite.ts'

/** `fetch` always names itself: without it a request can be without any name. */
async function askNamed(url: string, headers: readonly string[]): Promise<{ status: number; code: number }> {
  const asking = request(url, { method: 'POST', headers: ['Host', 'localhost', 'Connection', 'close', ...headers] })
  return new Promise((resolve, reject) => {
    asking.on('error', reject)
    asking.on('response', (response) => {
      const read = async () => {
        const { data }: { data: { code: number } } = JSON.parse(await text(response))
        resolve({ status: response.statusCode ?? 0, code: data.code })
      }
      read().catch(reject)
    })
    asking.end()
  })
}

forBothSchemes('consumers', (suite) => {
  test.each([
    [[]],
    [['User-Agent', '']],
    [['User-Agent', '  ']],
    [['User-Agent', '\t;']],
    [['User-Agent', 'x'.repeat(513)]],
  ])('[B-014] [B-068] a client that is called %j is refused', async (headers) => {
    const asked = await askNamed(`${suite.server.url}/auth/login`, [...headers, 'Application-Id', applicationId])
    expect(asked).toEqual({ status: 400, code: 10011 })
  })

  test.each([
    'curl/8.0.1',
    'node',
    'x',
    'Mozilla/5.0 (Linux; Android 4.4; Nexus 5) AppleWebKit/537.36',
    'x'.repeat(512),
  ])('[B-014] a client that is called %s is served', async (name) => {
    const headers = ['User-Agent', name, 'Application-Id', applicationId]
    const asked = await askNamed(`${suite.server.url}/auth/login`, headers)
    expect(asked).toEqual({ status: 400, code: 10003 })
  })

  test.each([
    '',
    'abc',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    `${applicationId}, ${applicationId}`,
    `${applicationId}0`,
    `{${applicationId}}`,
  ])('[B-015] [B-069] the Application-Id “%s” is refused everywhere', async (id) => {
    const { token } = await suite.blueprint.member()
    const headers = { 'Application-Id': id }
    const answers = [
      await suite.blueprint.ask('/users/me', { token, headers }),
      await suite.blueprint.ask('/users', { token, headers }),
      await suite.blueprint.ask('/auth/login', { json: { login: 'a', password: 'b' }, headers }),
      await suite.blueprint.ask('/auth/register', { json: {}, headers }),
    ]
    for (const { status, code, message } of answers) {
      expect([status, code, message]).toEqual([400, 10012, 'Invalid or missing Application-Id'])
    }
  })

  test('[B-015] a UUID may be written in capitals', async () => {
    const { token } = await suite.blueprint.member()
    const headers = { 'Application-Id': applicationId.toUpperCase() }
    expect((await suite.blueprint.ask('/users/me', { token, headers })).status).toBe(200)
  })

  test('[B-015] who asks is looked at before by which client', async () => {
    const { code } = await suite.blueprint.ask('/users/me', { headers: { 'Application-Id': '' } })
    expect(code).toBe(11003)
  })

  test('[B-015] the Piano API, health and the document ask for none', async () => {
    for (const path of ['/api/rooms', '/health', '/openapi.json']) {
      expect([path, (await fetch(suite.server.url + path)).status]).toEqual([path, 200])
    }
  })

  test('[B-016] the installation stands beside its session, and is no authority', async () => {
    const { email, token } = await suite.blueprint.member()
    const other = randomUUID()
    await suite.blueprint.ask('/auth/login', {
      json: { login: email, password: 'Nocturne-9-2' },
      headers: { 'Application-Id': other },
    })

    const { data } = await suite.piano.ask('/auth/sessions', { token })

    const sessions = data['sessions'] as readonly Record<string, unknown>[]
    const ids = sessions.map((session) => session['application_id'])
    expect(new Set(ids)).toEqual(new Set([applicationId, other]))
    const elsewhere = await suite.blueprint.ask('/users/me', { token, headers: { 'Application-Id': other } })
    expect(elsewhere.status).toBe(200)
  })
})

test('[B-015] an operator may do without the Application-Id, not with a wrong one', async () => {
  await using server = await startTestServer({ requireApplicationId: false })
  const blueprint = new BlueprintClient(server.url)
  const { token } = await blueprint.member()

  const without = await blueprint.ask('/users/me', { token, headers: { 'Application-Id': '' } })
  const wrong = await blueprint.ask('/users/me', { token, headers: { 'Application-Id': 'abc' } })

  expect([without.status, wrong.code]).toEqual([200, 10012])
})
