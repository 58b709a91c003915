import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askPiano, guestToken, memberToken, startTestServer, TestPlayer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'

const dayMs = 86_400_000

test.each([
  [
    { retentionChatDays: 3, retentionGuestDays: 0 },
    { messages: 0, guest: 200 },
  ],
  [
    { retentionChatDays: 0, retentionGuestDays: 3 },
    { messages: 1, guest: 404 },
  ],
  [
    { retentionChatDays: 5, retentionGuestDays: 5 },
    { messages: 1, guest: 200 },
  ],
])('[CHAT-13] [USER-11] four days later a server that keeps %o has %o', async (keeps, left) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tutti-retention-'))
  await using _folder = { [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true, force: true }) }
  const place = { dataDir, databaseUrl: `file:${join(dataDir, 'tutti.db')}` }
  const said = await (async () => {
    await using server = await startTestServer(place)
    const token = await memberToken(server.url)
    const { data: room } = await askPiano(server.url, 'POST /rooms', { token, body: { room_name: 'A' } })
    const guest = await guestToken(server.url)
    const { data: profile } = await askPiano(server.url, 'GET /users/profile', { token: guest })
    using player = await TestPlayer.connect(server, { token })
    await player.join(String(room['room_id']))
    await player.ask({ case: 'chatMessage', value: { message: 'Hello', clientMessageId: 'one' } as never })
    return { room: String(room['room_id']), guest: String(profile['user_id']) }
  })()

  await using later = await startTestServer({ ...place, ...keeps, clock: { now: () => Date.now() + 4 * dayMs } })

  const token = await memberToken(later.url)
  // What is forgotten is forgotten soon after the start.
  await expect
    .poll(async () => {
      const { data } = await askPiano(later.url, `GET /rooms/${said.room}/messages`, { token })
      const { status } = await askPiano(later.url, `GET /users/${said.guest}`)
      return { messages: (data['messages'] as readonly unknown[] | undefined)?.length, guest: status }
    })
    .toEqual(left)
})
