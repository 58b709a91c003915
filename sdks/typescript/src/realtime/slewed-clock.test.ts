import { seededRandom } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { SlewedClock } from './slewed-clock.ts'

test('a small error dies away, and no interval is bent by more than half a percent', () => {
  const clock = new SlewedClock(0, 1_000)
  clock.steer({ localMs: 100, serverMs: 1_110, drift: 0, isQuick: false })

  expect(clock.serverAt(100)).toBe(1_100)
  expect(clock.serverAt(1_100) - clock.serverAt(100)).toBeCloseTo(1_002.5)
  expect(clock.serverAt(10_000)).toBeCloseTo(11_010)
})

test('a large one is made up for by half a percent', () => {
  const clock = new SlewedClock(0, 1_000)
  clock.steer({ localMs: 0, serverMs: 1_100, drift: 0, isQuick: false })

  expect(clock.serverAt(1_000)).toBeCloseTo(2_005)
  expect(clock.serverAt(20_000)).toBeCloseTo(21_100)
})

test('a server clock far ahead is followed at once: this device slept', () => {
  const clock = new SlewedClock(0, 1_000)
  clock.steer({ localMs: 10, serverMs: 90_000, drift: 0, isQuick: false })

  expect(clock.serverAt(10)).toBe(90_000)
})

test('one far behind is waited for, never gone back to', () => {
  const clock = new SlewedClock(0, 1_000)
  clock.steer({ localMs: 0, serverMs: 0, drift: 0, isQuick: false })

  expect(clock.serverAt(0)).toBe(1_000)
  expect(clock.serverAt(500)).toBeCloseTo(1_050)
  expect(clock.serverAt(2_000)).toBeCloseTo(2_000)
})

test('drift goes on once the error is made up for', () => {
  const clock = new SlewedClock(0, 0)
  clock.steer({ localMs: 0, serverMs: 1, drift: 2e-4, isQuick: false })

  expect(clock.serverAt(100_000)).toBeCloseTo(100_021)
})

test('whatever it is steered to it never goes back, and localAt is the reverse of serverAt', () => {
  const random = seededRandom(9)
  const clock = new SlewedClock(0, 0)
  let last = 0
  for (let localMs = 10; localMs < 60_000; localMs += 10) {
    const shown = clock.serverAt(localMs)
    expect(shown).toBeGreaterThanOrEqual(last)
    expect(clock.localAt(shown)).toBeCloseTo(localMs, 6)
    last = shown
    const errorMs = (random() - 0.5) * (random() < 0.1 ? 5_000 : 40)
    const isQuick = random() < 0.2
    if (localMs % 250 === 0) clock.steer({ localMs, serverMs: shown + errorMs, drift: 1e-4, isQuick })
  }
})
