import { expect, test } from 'vitest'
import { VirtualTime } from '../testing/virtual-time.ts'
import { Heartbeat } from './heartbeat.ts'

function setUp({ answers = true } = {}) {
  const time = new VirtualTime()
  const startMs = time.monotonicMs()
  const beatsMs: number[] = []
  const world = { answers, isHolding: false, wallStepMs: 0, dead: 0 }
  const heartbeat: Heartbeat = new Heartbeat({
    clock: { monotonicMs: () => time.monotonicMs(), wallMs: () => time.wallMs() + world.wallStepMs },
    timers: time,
    send: (t0Us) => {
      beatsMs.push(time.monotonicMs() - startMs)
      if (world.answers) time.after(10, () => heartbeat.answered({ t0Us, t1Us: t0Us, t2Us: t0Us }))
    },
    onProbe: () => undefined,
    onDead: () => void (world.dead += 1),
    isHolding: () => world.isHolding,
  })
  heartbeat.start(15_000)
  return { time, heartbeat, beatsMs, world }
}

test('eight beats in the first two seconds, then one every fifteen while nobody plays', async () => {
  const { time, beatsMs } = setUp()
  await time.pass(40_000)

  expect(beatsMs).toEqual([0, 250, 500, 750, 1_000, 1_250, 1_500, 1_750, 16_750, 31_750])
})

test('when music begins the clock is asked eight times again, then every two seconds', async () => {
  const { time, heartbeat, beatsMs } = setUp()
  await time.pass(10_000)
  beatsMs.length = 0
  heartbeat.touch()
  await time.pass(6_000)

  expect(beatsMs).toEqual([10_000, 10_250, 10_500, 10_750, 11_000, 11_250, 11_500, 13_500, 15_500])
})

test('while keys are down it goes on, however long they are', async () => {
  const { time, heartbeat, beatsMs, world } = setUp()
  await time.pass(3_000)
  world.isHolding = true
  heartbeat.touch()
  await time.pass(60_000)
  const gapsMs = beatsMs.slice(1).map((atMs, index) => atMs - (beatsMs[index] ?? 0))

  expect(Math.max(...gapsMs)).toBeLessThanOrEqual(2_000)
})

test('two answers missing: the link is dead', async () => {
  const { time, world } = setUp()
  await time.pass(20_000)
  world.answers = false
  await time.pass(30_000)

  expect(world.dead).toBe(1)
})

test('[R-32] a wall clock that jumps is noticed, and the server asked anew', async () => {
  const { time, beatsMs, world } = setUp()
  await time.pass(10_000)
  world.wallStepMs = 3_600_000
  beatsMs.length = 0
  await time.pass(20_000)

  expect(beatsMs.length).toBeGreaterThanOrEqual(8)
  expect(world.dead).toBe(0)
})

test('a page that was frozen asks anew before it gives up', () => {
  const world = { nowMs: 0, dead: 0, sent: 0 }
  const due: (() => void)[] = []
  const heartbeat = new Heartbeat({
    clock: { monotonicMs: () => world.nowMs, wallMs: () => world.nowMs },
    timers: {
      after: (_, run) => {
        due.splice(0, Infinity, run)
        return () => void due.splice(0)
      },
    },
    send: () => void (world.sent += 1),
    onProbe: () => undefined,
    onDead: () => void (world.dead += 1),
  })
  heartbeat.start(15_000)
  world.nowMs = 250
  due[0]?.()
  world.nowMs = 30_000
  due[0]?.()

  expect(world).toEqual({ nowMs: 30_000, dead: 0, sent: 3 })
})
