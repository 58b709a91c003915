import { createClient, type ListedRoom } from '@tutti/client'
import type { RoomType } from '@tutti/protocol/realtime'
import { askPiano, memberToken, startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, expect, test } from 'vitest'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server[Symbol.asyncDispose]())

const watch = (value: { search?: string; roomType?: RoomType } = {}) =>
  ({ case: 'roomListSubscription', value: { watch: true, ...value } }) as const

/** What a client knows after all that it was told: the players of each room. */
function listOf(player: TestPlayer): Map<string, number> {
  const list = new Map<string, number>()
  for (const { snapshot, rooms, removed } of player.all('roomListChanges')) {
    if (snapshot) list.clear()
    for (const id of removed) list.delete(id)
    for (const { room, players } of rooms) list.set(room?.roomId ?? '', players)
  }
  return list
}

test('[P-094] the list comes whole first, then as it changes: rooms, who is in them, their end', async () => {
  using host = await TestPlayer.connect(server)
  const { room } = await host.createRoom({ roomName: 'Early' })
  const early = room?.roomId ?? ''
  using watcher = await TestPlayer.connect(server)
  expect((await watcher.ask(watch())).message.case).toBe('ack')
  expect(listOf(watcher).get(early)).toBe(1)

  using guest = await TestPlayer.connect(server)
  await guest.join(early)
  await expect.poll(() => listOf(watcher).get(early)).toBe(2)

  const token = await memberToken(server.url)
  const { data } = await askPiano(server.url, 'POST /rooms', { token, body: { room_name: 'Later' } })
  const later = String(data['room_id'])
  await expect.poll(() => listOf(watcher).get(later)).toBe(0)
  await askPiano(server.url, `DELETE /rooms/${later}`, { token })
  await expect.poll(() => listOf(watcher).has(later)).toBe(false)
})

test('[P-094] private rooms are not listed, nor is one that becomes private', async () => {
  const token = await memberToken(server.url)
  const open = async (body: object) => {
    const { data } = await askPiano(server.url, 'POST /rooms', { token, body })
    return String(data['room_id'])
  }
  using watcher = await TestPlayer.connect(server)
  await watcher.ask(watch())
  const secret = await open({ room_name: 'Secret', room_type: 'private' })
  const shown = await open({ room_name: 'Shown' })
  await expect.poll(() => listOf(watcher).has(shown)).toBe(true)

  await askPiano(server.url, `PATCH /rooms/${shown}`, { token, body: { room_type: 'private' } })

  await expect.poll(() => listOf(watcher).has(shown)).toBe(false)
  expect(listOf(watcher).has(secret)).toBe(false)
})

test('[P-094] a filter shows what fits it, and hides what fits no more', async () => {
  const token = await memberToken(server.url)
  using watcher = await TestPlayer.connect(server)
  await watcher.ask(watch({ search: 'bagatelle' }))
  const { data } = await askPiano(server.url, 'POST /rooms', { token, body: { room_name: 'Bagatelles' } })
  await askPiano(server.url, 'POST /rooms', { token, body: { room_name: 'Etudes' } })
  const id = String(data['room_id'])
  await expect.poll(() => [...listOf(watcher).keys()]).toEqual([id])

  await askPiano(server.url, `PATCH /rooms/${id}`, { token, body: { room_name: 'Sonatas' } })

  await expect.poll(() => [...listOf(watcher).keys()]).toEqual([])
})

test('[P-094] changes of one moment come together, and none come to those who watch no more', async () => {
  using watcher = await TestPlayer.connect(server)
  using gone = await TestPlayer.connect(server)
  await watcher.ask(watch())
  await gone.ask(watch())
  await gone.ask({ case: 'roomListSubscription', value: { watch: false } })
  const before = watcher.all('roomListChanges').length
  const heard = gone.all('roomListChanges').length
  const hosts = await Promise.all(Array.from({ length: 8 }, () => TestPlayer.connect(server)))
  await Promise.all(hosts.map((host) => host.createRoom({ roomName: 'One of eight' })))
  await expect.poll(() => listOf(watcher).size).toBeGreaterThanOrEqual(8)
  await gone.settled()

  expect(watcher.all('roomListChanges').length - before).toBeLessThanOrEqual(4)
  expect(gone.all('roomListChanges')).toHaveLength(heard)
  for (const host of hosts) host.kill()
})

test('[P-094] the client keeps the list for whoever watches it', async () => {
  const client = createClient({ baseUrl: server.url })
  await client.enterAsGuest()
  const connection = client.connect()
  const told: (readonly ListedRoom[])[] = []
  connection.on('rooms', (rooms) => told.push(rooms))
  const stop = connection.watchRooms({ search: 'waltz' })
  using host = await TestPlayer.connect(server)
  await expect.poll(() => connection.rooms).toEqual([])
  await host.createRoom({ roomName: 'Waltzes' })
  await expect.poll(() => connection.rooms).toMatchObject([{ room: { roomName: 'Waltzes' }, players: 1 }])
  stop()

  expect(connection.rooms).toBeNull()
  expect(told.at(-1)).toHaveLength(1)
  connection.close()
})
