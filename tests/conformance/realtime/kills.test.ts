import { setTimeout as after } from 'node:timers/promises'
import { createClient, type Continuity, type RealtimeConnection, type RoomSession } from '@tutti/client'
import { seededRandom } from '@tutti/testkit'
import { FlakyProxy, startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'

const kills = 1_000
const players = 8
const everyMs = 100

/** A client whose socket, and nothing else, goes through the proxy; it comes back at once. */
async function join(server: TestServer, proxy: FlakyProxy, roomId: string) {
  class Proxied extends WebSocket {
    constructor(url: string, protocols: string[]) {
      const there = new URL(url)
      there.port = String(proxy.port)
      there.hostname = '127.0.0.1'
      super(there, protocols)
    }
  }
  const client = createClient({ baseUrl: server.url, WebSocket: Proxied, random: () => 0 })
  await client.enterAsGuest()
  const connection = client.connect()
  const outcomes: Continuity[] = []
  connection.on('continuity', (outcome) => outcomes.push(outcome))
  const room = await connection.joinRoom({ roomId })
  return { connection, room, outcomes }
}

/** Chats and plays until it is told to stop; resolves with what it said once all of it is kept. */
async function perform(name: string, room: RoomSession, isOver: () => boolean): Promise<readonly string[]> {
  const texts: string[] = []
  const sending: Promise<void>[] = []
  for (let count = 0; !isOver(); count += 1) {
    const text = `${name} ${count}`
    texts.push(text)
    sending.push(room.sendMessage(text))
    room.play(Uint8Array.of(0x90, 40 + (count % 40), 80))
    room.play(Uint8Array.of(0xb0, 64, 127))
    await after(everyMs / 2)
    room.play(Uint8Array.of(0x80, 40 + (count % 40), 0))
    room.play(Uint8Array.of(0xb0, 64, 0))
    await after(everyMs / 2)
  }
  await Promise.all(sending)
  return texts
}

const isOpen = ({ state }: RealtimeConnection) => state.status === 'open'

test('[P-093] a thousand killed connections under chat and play: nothing reliable is lost, doubled or out of order', async () => {
  await using server = await startTestServer({ socketsResumeMs: 120_000 })
  await using proxy = await FlakyProxy.start({ port: server.port })
  using host = await TestPlayer.connect(server)
  const { room } = await host.createRoom({ maxUsers: players + 1 })
  const roomId = room?.roomId ?? ''
  const all = await Promise.all(Array.from({ length: players }, () => join(server, proxy, roomId)))
  let isOver = false
  const performing = all.map(({ room: there }, index) => perform(`p${index}`, there, () => isOver))

  const random = seededRandom(42)
  for (let killed = 0; killed < kills;) {
    const { links } = proxy
    const link = links[Math.floor(random() * links.length)]
    if (link) {
      link.reset()
      killed += 1
    }
    await after(random() * 2)
  }
  isOver = true
  const texts = (await Promise.all(performing)).flat()
  await expect.poll(() => all.every(({ connection }) => isOpen(connection)), { timeout: 10_000 }).toBe(true)

  const wanted = texts.toSorted()
  for (const { room: there } of all) {
    await expect.poll(() => there.messages.filter(({ roomSeq }) => roomSeq > 0).length).toBe(texts.length)
    expect(there.messages.map(({ text }) => text).toSorted()).toEqual(wanted)
    expect(there.messages.map(({ roomSeq }) => roomSeq)).toEqual(texts.map((_, index) => index + 1))
  }
  expect(new Set(all.flatMap(({ outcomes }) => outcomes))).toEqual(new Set(['resumed']))
  expect(host.all('participantLeft')).toEqual([])
  expect(host.all('participantJoined')).toHaveLength(players)
  expect(
    host
      .all('chatMessage')
      .map(({ message }) => message)
      .toSorted(),
  ).toEqual(wanted)

  using late = await TestPlayer.connect(server)
  await expect
    .poll(async () => {
      const { participants } = await late.join(roomId, { listen: true })
      await late.ask({ case: 'leaveRoomCommand', value: {} })
      return participants.flatMap(({ channels }) => channels.flatMap(({ held }) => held))
    })
    .toEqual([])
  for (const { connection } of all) connection.close()
}, 60_000)
