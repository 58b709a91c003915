import { createClient, RoomPlayback } from '@tutti/client'
import { seededRandom } from '@tutti/testkit'
import { FlakyProxy, startTestServer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server[Symbol.asyncDispose]())

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/** The client as others use it, its socket through a proxy with weather. */
async function connectThrough(proxy: FlakyProxy, clockOffMs = 0) {
  class ProxiedSocket extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url.replace(/^ws:\/\/[^/]+/, `ws://127.0.0.1:${proxy.port}`), protocols)
    }
  }
  const client = createClient({
    baseUrl: server.url,
    WebSocket: ProxiedSocket,
    clock: { monotonicMs: () => performance.now(), wallMs: () => Date.now() + clockOffMs },
  })
  await client.enterAsGuest()
  return { client, connection: client.connect() }
}

test('[R-27] [R-33] over real sockets through bad weather a scale arrives in order, evenly, and nothing hangs', async () => {
  const weather = { delayMs: 40, jitterMs: 30, stallChance: 0.02, stallMs: 150 }
  await using proxy = await FlakyProxy.start({
    port: server.port,
    up: weather,
    down: weather,
    random: seededRandom(7),
  })
  const player = await connectThrough(proxy, 86_400_000)
  const listener = await connectThrough(proxy, -86_400_000)
  const room = await player.connection.createRoom({ roomName: 'Weather' })
  const heardRoom = await listener.connection.joinRoom({ roomId: room.room.roomId })
  const heard: { readonly atMs: number; readonly bytes: Uint8Array }[] = []
  using playback = new RoomPlayback({
    room: heardRoom,
    clock: listener.connection.clock,
    schedule: (atMs, event) => {
      if (event.type === 'midi') heard.push({ atMs, bytes: event.bytes })
    },
  })
  await pause(2_200)
  const pressedMs: number[] = []
  for (let key = 40; key < 80; key += 1) {
    pressedMs.push(performance.now())
    room.play(Uint8Array.of(0x90, key, 80))
    await pause(60)
    room.play(Uint8Array.of(0x80, key, 0))
  }
  await pause(1_000)
  const ons = heard.filter(({ bytes }) => bytes[0] === 0x90)
  const delays = ons.map(({ atMs, bytes }) => atMs - (pressedMs[(bytes[1] ?? 0) - 40] ?? 0))

  expect(heard.filter(({ bytes }) => bytes[0] === 0x80)).toHaveLength(40)
  expect(heard.every(({ atMs }, index) => atMs >= (heard[index - 1]?.atMs ?? 0))).toBe(true)
  expect(ons.length + (playback.travelOf(room.me.number)?.lost ?? 0)).toBe(40)
  // Both share this process's clock: what is heard a day, or seconds, off would show here.
  expect(Math.max(...delays)).toBeLessThan(1_500)
  expect(Math.min(...delays)).toBeGreaterThan(0)
  await Promise.all([player.client.logOut(), listener.client.logOut()])
})
