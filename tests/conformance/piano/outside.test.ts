import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { checkHeaders } from './check-response.ts'
import { PianoClient } from './piano-client.ts'

test('[P-085] /health is healthy, for anybody', async () => {
  await using server = await startTestServer()

  const response = await fetch(`${server.url}/health`)

  checkHeaders(response.headers)
  expect(await response.json()).toStrictEqual({
    status: 'healthy',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  })
})

test('[P-092] the OpenAPI document is a document, open to any page', async () => {
  await using server = await startTestServer()

  const response = await fetch(`${server.url}/api/v1/openapi.json`, { headers: { Origin: 'https://editor.example' } })

  checkHeaders(response.headers)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(await response.json()).toMatchObject({ openapi: '3.1.0', paths: { '/rooms': expect.any(Object) } })
})

test('[B-053] an unknown address outside is refused plainly', async () => {
  await using server = await startTestServer()

  const response = await fetch(`${server.url}/nope`)

  checkHeaders(response.headers)
  expect([response.status, await response.json()]).toEqual([
    404,
    { statusCode: 404, error: 'Not Found', message: 'There is nothing at this address.', data: { code: 10004 } },
  ])
})

test('[P-005] [B-024] links and sockets go by the public address, never by the Host', async () => {
  await using server = await startTestServer({ publicUrl: 'https://piano.example.com' })
  const piano = new PianoClient(`${server.url}/api`)
  const { token } = await piano.member()
  for (const name of ['One', 'Two']) await piano.ask('/rooms', { token, json: { room_name: name } })

  const { headers } = await piano.ask('/rooms?limit=1')
  const ticket = await piano.ask('/websocket/ticket', { method: 'POST', token })

  expect(headers.get('link')).toMatch(/^<https:\/\/piano\.example\.com\/api\/rooms\?/)
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(ticket.data['url']).toMatch(/^wss:\/\/piano\.example\.com\/api\/websocket\//)
})

test('lasting rooms and accounts survive a restart', async () => {
  await using kept = await startTestServer()
  const { dataDir } = kept.config
  const databaseUrl = `file:${dataDir}/tutti.db`
  const first = await startTestServer({ dataDir, databaseUrl })
  const member = await new PianoClient(`${first.url}/api`).member()
  const { data } = await new PianoClient(`${first.url}/api`).ask('/rooms', {
    token: member.token,
    json: { room_name: 'Stays' },
  })
  await first[Symbol.asyncDispose]()

  await using second = await startTestServer({ dataDir, databaseUrl })
  const piano = new PianoClient(`${second.url}/api`)

  expect((await piano.ask(`/rooms/${String(data['room_id'])}`)).data).toEqual(data)
  expect((await piano.ask('/websocket/ticket', { method: 'POST', token: member.token })).status).toBe(200)
})
