import { readFileSync, globSync } from 'node:fs'
import { guestToken, startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { press } from './notes.ts'

let server: TestServer
beforeAll(async () => void (server = await startTestServer({ socketsResumeMs: 60_000 })))
afterAll(() => server[Symbol.asyncDispose]())

const fixtures = new URL('../../../packages/protocol/fixtures/', import.meta.url)
const corpus = globSync('*/*.bin', { cwd: fixtures.pathname }).toSorted()

test('[P-095] everything that is said over one wire is said over the other, both ways', async () => {
  using binary = await TestPlayer.connect(server)
  using text = await TestPlayer.connect(server, { wire: 'json' })
  const { room } = await text.createRoom({ roomName: 'Two wires' })
  await binary.join(room?.roomId ?? '')
  expect(await text.next('participantJoined')).toMatchObject({ participant: { participant: 2 } })

  await text.ask({ case: 'chatMessage', value: { message: 'in text' } })
  expect(await binary.next('chatMessage')).toMatchObject({ message: 'in text', roomSeq: 1n })
  await binary.ask({ case: 'chatMessage', value: { message: 'in bytes' } })
  expect(await text.next('chatMessage')).toMatchObject({ message: 'in bytes', roomSeq: 2n })

  binary.play(press(60), 1)
  text.play(press(62), 1)
  expect([...(await text.next('midiMessage')).midiData]).toEqual([...press(60)])
  expect([...(await binary.next('midiMessage')).midiData]).toEqual([...press(62)])
})

test('[P-095] [P-093] a session in JSON is gone on with in JSON, and in nothing else', async () => {
  const token = await guestToken(server.url)
  using host = await TestPlayer.connect(server)
  const { room } = await host.createRoom()
  const lost = await TestPlayer.connect(server, { wire: 'json', token })
  await lost.join(room?.roomId ?? '')
  const value = {
    resumeToken: lost.all('welcome')[0]?.resumeToken ?? '',
    lastSeq: Math.max(...lost.received.map(({ seq }) => seq)),
  }
  lost.kill()
  await lost.closed
  await host.ask({ case: 'chatMessage', value: { message: 'missed' } })
  using other = await TestPlayer.connect(server, { token })
  using same = await TestPlayer.connect(server, { token, wire: 'json' })

  expect((await other.ask({ case: 'resume', value })).message).toMatchObject({ value: { code: 'session_lost' } })
  expect((await same.ask({ case: 'resume', value })).message).toMatchObject({ case: 'resumed' })
  expect(await same.next('chatMessage')).toMatchObject({ message: 'missed' })
})

test('[S-106] a text frame of 70 KiB closes with 1009', async () => {
  using player = await TestPlayer.connect(server, { wire: 'json' })
  player.socket.send(JSON.stringify({ chatMessage: { message: 'x'.repeat(70 * 1024) } }))

  expect(await player.closed).toBe(1009)
})

test.each(['tutti.v2.proto', 'tutti.v0.json'])(
  '[P-057] another version of ours is closed with 4512: %s',
  async (name) => {
    const authorization = `Bearer ${await guestToken(server.url)}`
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/websocket`, [name], { headers: { authorization } })
    const code = await new Promise((resolve) => socket.once('close', resolve))

    expect(code).toBe(4512)
  },
)

describe('[S-110] whatever comes is answered or closes the connection, and the others play on', () => {
  async function fuzz(wire: 'proto' | 'json', frames: fc.Arbitrary<string | Uint8Array>): Promise<void> {
    using witness = await TestPlayer.connect(server)
    using player = await TestPlayer.connect(server)
    const { room } = await witness.createRoom()
    await player.join(room?.roomId ?? '')
    const token = await guestToken(server.url)
    await fc.assert(
      fc.asyncProperty(fc.array(frames, { minLength: 1, maxLength: 8 }), async (some) => {
        using fuzzer = await TestPlayer.connect(server, { wire, token })
        await fuzzer.join(room?.roomId ?? '', { listen: true })
        for (const frame of some) fuzzer.socket.send(frame)
        fuzzer.socket.close(1000)
        await fuzzer.closed
      }),
      { numRuns: 40 },
    )
    player.play(press(60))
    expect(await witness.next('midiMessage')).toMatchObject({ participant: 2 })
  }

  const known = corpus.map((file) => new Uint8Array(readFileSync(new URL(file, fixtures))))
  const knownJson = corpus.map((file) => readFileSync(new URL(file.replace('.bin', '.json'), fixtures), 'utf8'))

  test('messages of ours with bytes changed, cut out and put in', () =>
    fuzz(
      'proto',
      fc
        .tuple(fc.constantFrom(...known), fc.nat(), fc.nat(20), fc.uint8Array({ maxLength: 20 }))
        .map(([bytes, at, cut, put]) => {
          const start = at % (bytes.length + 1)
          return Uint8Array.of(...bytes.subarray(0, start), ...put, ...bytes.subarray(start + cut))
        }),
    ))

  test('messages of ours in JSON with other values in them', () =>
    fuzz(
      'json',
      fc.tuple(fc.constantFrom(...knownJson), fc.nat(), fc.json({ maxDepth: 3 })).map(([text, at, put]) => {
        const values = [...text.matchAll(/: ("[^"]*"|\d+|true|false)/g)]
        const value = values[at % Math.max(1, values.length)]
        return value ? text.slice(0, value.index) + `: ${put}` + text.slice(value.index + value[0].length) : put
      }),
    ))

  const varint = (value: number): number[] =>
    value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))]
  const nested = (depth: number): Uint8Array => {
    // From the innermost outwards: turned around at the end.
    const bytes: number[] = []
    for (let level = 0; level < depth; level += 1) bytes.push(...varint(bytes.length).toReversed(), 0x1a)
    return Uint8Array.from(bytes.toReversed())
  }

  test.each([
    ['groups within groups', new Uint8Array(21_000).fill(0x0b)],
    ['five thousand levels', nested(5_000)],
    ['a length of 2^31', Uint8Array.of(0x22, 0xff, 0xff, 0xff, 0xff, 0x07, 1)],
    ['a length of 2^63', Uint8Array.of(0x22, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)],
    ['60 KiB of unknown fields', new Uint8Array(60_000).fill(0x78, 0, 60_000)],
    ['wrong wire types', Uint8Array.of(0x20, 1, 0x2d, 0, 0, 0, 0, 0x31, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['several members', Uint8Array.of(0x22, 0, 0x2a, 0, 0x32, 0, 0xba, 0x01, 0)],
    ['a varint without an end', new Uint8Array(64).fill(0xff)],
    ['a field number of 0', Uint8Array.of(0x00, 0x00)],
  ])('%s', async (_, bytes) => {
    using player = await TestPlayer.connect(server)
    using other = await TestPlayer.connect(server)
    player.socket.send(bytes)
    await Promise.race([player.settled(), player.closed])

    await other.settled()
  })

  test.each([
    '[]',
    '{"chatMessage":[]}',
    '{"seq":-1}',
    '{"__proto__":{"a":1}}',
    '['.repeat(10_000),
    '"\\ud800"',
    '1e999',
  ])('JSON: %s', async (text) => {
    using player = await TestPlayer.connect(server, { wire: 'json' })
    player.socket.send(text)

    expect((await player.next('error')).code).toMatch(/malformed_message|unsupported_message/)
  })
})

test('[R-32] a wall clock that jumps disturbs nobody, and the clock of the server does not jump with it', async () => {
  using ana = await TestPlayer.connect(server)
  using bo = await TestPlayer.connect(server)
  const { room } = await ana.createRoom()
  await bo.join(room?.roomId ?? '')
  const beat = async () => {
    ana.send({ case: 'heartbeat', value: { t0: 1n } })
    return Number((await ana.next('heartbeat')).t1) / 1000
  }
  const before = await beat()
  const real = Date.now
  try {
    for (const jumpMs of [3_600_000, -3_600_000, 10 * 365 * 86_400_000]) {
      vi.spyOn(Date, 'now').mockImplementation(() => real() + jumpMs)
      await new Promise((resolve) => setTimeout(resolve, 600))
      const after = await beat()
      expect(after - before).toBeGreaterThan(0)
      expect(after - before).toBeLessThan(10_000)
    }
  } finally {
    vi.restoreAllMocks()
  }
  ana.play(press(60))

  expect(await bo.next('midiMessage')).toMatchObject({ participant: 1 })
})
