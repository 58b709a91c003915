import { RoomMode } from '@tutti/protocol/realtime'
import { startTestServer, TestPlayer, type TestServer } from '@tutti/testkit/server'
import { afterAll, beforeAll, expect, test } from 'vitest'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server[Symbol.asyncDispose]())

const connect = (): Promise<TestPlayer> => TestPlayer.connect(server)

async function aRoomOfTwo(settings = {}) {
  const ana = await connect()
  const bo = await connect()
  const { room } = await ana.createRoom({ settings } as never)
  await bo.join(room?.roomId ?? '')
  return { ana, bo, roomId: room?.roomId ?? '', [Symbol.dispose]: () => [ana, bo].forEach((each) => each.kill()) }
}

const conduct = async (player: TestPlayer, value: object): Promise<string> => {
  const { message } = await player.ask({ case: 'transport', value })
  return message.case === 'error' ? message.value.code : String(message.case)
}

test('[TIME-1] whoever comes in is told of the beat and the mode', async () => {
  using scene = await aRoomOfTwo()
  await conduct(scene.bo, { mode: RoomMode.INTERVAL, tempo: 72.5, beats: 3, intervalBars: 8 })
  using cleo = await connect()
  const { transport } = await cleo.join(scene.roomId)

  expect(transport).toMatchObject({ mode: RoomMode.INTERVAL, tempo: 72.5, beats: 3, beatUnit: 4, intervalBars: 8 })
  expect(transport).toMatchObject({ running: false, participant: 2 })
})

test('[TIME-2] a change is told to everybody, whoever made it too, with all that stayed', async () => {
  using scene = await aRoomOfTwo()
  expect(await conduct(scene.bo, { tempo: 90 })).toBe('ack')

  const told = { mode: RoomMode.LIVE, tempo: 90, beats: 4, delayMs: 0, participant: 2 }
  expect(await scene.ana.next('transport')).toMatchObject(told)
  expect(await scene.bo.next('transport')).toMatchObject(told)
})

test('[TIME-2] what is out of range is refused, and nobody hears of it', async () => {
  using scene = await aRoomOfTwo()

  expect(await conduct(scene.ana, { mode: RoomMode.ALIGNED, tempo: 1_000 })).toBe('invalid_input')
  expect(await conduct(scene.ana, { beats: 5 })).toBe('ack')
  expect(await scene.bo.next('transport')).toMatchObject({ mode: RoomMode.LIVE, beats: 5 })
})

test('[TIME-4] [TIME-5] a metronome that starts begins with a bar soon; its phase may be set', async () => {
  using scene = await aRoomOfTwo()
  const beforeUs = BigInt(Math.floor(Date.now() * 1_000))
  await conduct(scene.ana, { running: true })
  const { downbeat = 0n } = await scene.bo.next('transport')
  const phase = downbeat + 123_456n
  await conduct(scene.ana, { downbeat: phase })

  expect(Number(downbeat - beforeUs) / 1_000).toBeGreaterThan(300)
  expect((await scene.bo.next('transport')).downbeat).toBe(phase)
  expect(await conduct(scene.ana, { downbeat: phase - 90_000_000n })).toBe('invalid_input')
})

test('[TIME-6] listeners do not conduct, nor do players where it is left to the owner', async () => {
  using scene = await aRoomOfTwo({ onlyOwnerCanConduct: true })
  using listener = await connect()
  await listener.join(scene.roomId, { listen: true })

  expect(await conduct(scene.bo, { tempo: 60 })).toBe('not_allowed')
  expect(await conduct(listener, { tempo: 60 })).toBe('not_allowed')
  expect(await conduct(scene.ana, { tempo: 60 })).toBe('ack')
})

test('outside of a room nothing is conducted', async () => {
  using ana = await connect()

  expect(await conduct(ana, { tempo: 60 })).toBe('not_in_room')
})
