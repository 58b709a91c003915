import { expect, test } from 'vitest'
import { inARoom } from '../testing/in-a-room.ts'
import { Metronome } from './metronome.ts'

async function setUp() {
  const there = await inARoom()
  const { time, server, room, connection } = there
  const startMs = time.monotonicMs()
  const clicks: { atMs: number; inBar: number; aheadMs: number }[] = []
  const metronome = new Metronome({
    room,
    clock: connection.clock,
    localClock: time,
    timers: time,
    click: (atMs, { inBar }) => clicks.push({ atMs: atMs - startMs, inBar, aheadMs: atMs - time.monotonicMs() }),
  })
  const told = async (value: object, downbeatInMs?: number) => {
    const downbeat =
      downbeatInMs === undefined ? {} : { downbeat: BigInt(Math.round((server.now() + downbeatInMs) * 1000)) }
    server.tell({ case: 'transport', value: { tempo: 120, beats: 3, running: true, ...downbeat, ...value } })
    await time.pass(0)
  }
  return { ...there, metronome, clicks, told }
}

test('it clicks on the beats of the room, the first of each bar marked', async () => {
  const { clicks, told, time } = await setUp()
  await told({}, 400)
  await time.pass(2_900)

  expect(clicks.map(({ atMs }) => Math.round(atMs))).toEqual([400, 900, 1_400, 1_900, 2_400, 2_900])
  expect(clicks.map(({ inBar }) => inBar)).toEqual([0, 1, 2, 0, 1, 2])
  expect(Math.max(...clicks.map(({ aheadMs }) => aheadMs))).toBeLessThanOrEqual(200.001)
})

test('whoever comes in while it runs finds the phase', async () => {
  const { clicks, told, time } = await setUp()
  await told({}, -10_250)
  await time.pass(700)

  expect(clicks.map(({ atMs, inBar }) => [Math.round(atMs), inBar])).toEqual([
    [250, 0],
    [750, 1],
  ])
})

test('a change of tempo clicks no beat twice', async () => {
  const { clicks, told, time } = await setUp()
  await told({}, 400)
  await time.pass(320)
  await told({ tempo: 125 }, 85)
  await time.pass(700)

  expect(clicks.map(({ atMs }) => Math.round(atMs))).toEqual([400, 885])
})

test('stopped or closed it is silent and leaves no timer', async () => {
  const { clicks, told, metronome, connection, time } = await setUp()
  await told({}, 240)
  await told({ running: false })
  await told({}, 240)
  metronome.close()
  connection.close()
  await time.pass(10_000)

  expect(clicks).toEqual([])
  expect(time.pending).toBe(0)
})
