import { expect, test } from 'vitest'
import { AudioClock } from './audio-clock.ts'

function setUp() {
  const world = { currentTime: 5, nowMs: 1000 }
  return { world, clock: new AudioClock(world, () => world.nowMs) }
}

test('a moment ahead lies as far ahead on the audio clock', () => {
  const { clock } = setUp()
  expect(clock.timeAt(1100)).toBeCloseTo(5.1)
})

test('a moment that has passed is now', () => {
  const { clock } = setUp()
  expect(clock.timeAt(900)).toBe(5)
})

test('the blocks in which audio advances do not show', () => {
  const { world, clock } = setUp()
  clock.timeAt(1000)
  world.nowMs = 1009

  expect(clock.timeAt(1050)).toBeCloseTo(5.05, 3)
})

test('a context that stood still is followed at once', () => {
  const { world, clock } = setUp()
  clock.timeAt(1000)
  world.nowMs = 9000

  expect(clock.timeAt(9010)).toBeCloseTo(5.01)
})
