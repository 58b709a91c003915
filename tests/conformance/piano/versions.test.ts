import { startTestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { PianoClient } from './piano-client.ts'

test.each(['v2', '2.0.0', 'abc'])('[P-081] the version %s is refused', async (version) => {
  await using server = await startTestServer()
  const piano = new PianoClient(`${server.url}/api`)

  const { status, error } = await piano.ask('/rooms', { headers: { 'API-Version': version } })

  expect([status, error.code]).toEqual([400, 'VALIDATION_ERROR'])
})

test('[C8] a version in the path wins over the header', async () => {
  await using server = await startTestServer()
  const piano = new PianoClient(`${server.url}/api/v1`)

  expect((await piano.ask('/rooms', { headers: { 'API-Version': 'v2' } })).status).toBe(200)
})
