import { startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { press } from './notes.ts'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server[Symbol.asyncDispose]())

async function roommates(): Promise<readonly [TestPlayer, TestPlayer]> {
  const bad = await TestPlayer.connect(server)
  const good = await TestPlayer.connect(server)
  const { room } = await bad.createRoom()
  await good.join(room?.roomId ?? '')
  return [bad, good]
}

test('[S-108] [P-057] a text frame on a binary connection closes it with 1003', async () => {
  const [bad, good] = await roommates()
  using _ = good
  bad.socket.send('hello')

  expect(await bad.closed).toBe(1003)
  expect(await good.next('participantLeft')).toMatchObject({ participant: 1 })
})

test('[S-108] a binary frame on a JSON connection closes it with 1003', async () => {
  using player = await TestPlayer.connect(server, { wire: 'json' })
  player.socket.send(Uint8Array.of(1))

  expect(await player.closed).toBe(1003)
})

test('[S-106] a frame of 70 KiB closes with 1009', async () => {
  const [bad, good] = await roommates()
  using _ = good
  bad.socket.send(new Uint8Array(70 * 1024))

  expect(await bad.closed).toBe(1009)
})

test('[S-110] [P-063] a truncated message is answered with an error, and the connection goes on', async () => {
  const [bad, good] = await roommates()
  using _ = good
  bad.socket.send(Uint8Array.of(0x22, 10, 0x0a))

  expect(await bad.next('error')).toMatchObject({ code: 'malformed_message', number: 10_001 })
  bad.play(press(60))
  expect(await good.next('midiMessage')).toMatchObject({ participant: 1 })
  bad.kill()
})

test('[S-111] a message that only the server may say is refused', async () => {
  using player = await TestPlayer.connect(server)
  const { message } = await player.ask({ case: 'welcome', value: {} })

  expect(message).toMatchObject({ case: 'error', value: { code: 'unsupported_message' } })
})

test('[S-110] the tenth malformed message in ten seconds closes with 4511', async () => {
  using player = await TestPlayer.connect(server)
  for (let count = 0; count < 10; count += 1) player.socket.send(Uint8Array.of(0xff))

  expect(await player.closed).toBe(4511)
  expect(player.all('error')).toHaveLength(10)
})

test('[S-110] whatever bytes come, the server answers or closes, and the others play on', async () => {
  const watcher = await TestPlayer.connect(server)
  const { room } = await watcher.createRoom()
  const player = await TestPlayer.connect(server)
  await player.join(room?.roomId ?? '')

  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 9 }), async (frames) => {
      using fuzzer = await TestPlayer.connect(server)
      await fuzzer.join(room?.roomId ?? '')
      for (const frame of frames) fuzzer.socket.send(frame)
      fuzzer.socket.close()
      await fuzzer.closed
    }),
    { numRuns: 30 },
  )

  player.play(press(60))
  expect(await watcher.next('midiMessage')).toMatchObject({ participant: 2 })
  watcher.kill()
  player.kill()
})

test('[P-064] a client that vanishes amid its join leaves no ghost', async () => {
  using ana = await TestPlayer.connect(server)
  const { room } = await ana.createRoom()
  for (let round = 0; round < 10; round += 1) {
    const ghost = await TestPlayer.connect(server)
    ghost.send({ case: 'joinRoomCommand', value: { roomId: room?.roomId ?? '' } })
    ghost.kill()
    await ghost.closed
  }
  using last = await TestPlayer.connect(server)

  const { participants } = await last.join(room?.roomId ?? '')
  await expect.poll(() => ana.all('participantJoined').length - ana.all('participantLeft').length).toBe(1)
  expect(participants.length).toBeGreaterThanOrEqual(2)
})
