import { seededRandom } from '@tutti/testkit'
import { expect, test } from 'vitest'
import { SenderDelay } from './sender-delay.ts'

/** Messages every 80 ms; the share of those that came after their time. */
function play(delay: SenderDelay, travels: readonly number[], fromMs = 0): number {
  let late = 0
  for (const [index, travelMs] of travels.entries()) {
    if (travelMs > delay.delayMs) late += 1
    delay.heard(travelMs, fromMs + index * 80)
  }
  return late / travels.length
}

const uneven = (count: number, fromMs: number, spreadMs: number, seed = 5): number[] => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => fromMs + random() * spreadMs)
}

test('nobody waits less than 10 ms', () => {
  const delay = new SenderDelay()
  play(delay, [2])
  expect(delay.delayMs).toBe(10)
})

test('it is the least that loses less than one message in a hundred', () => {
  const delay = new SenderDelay()
  play(delay, uneven(400, 60, 40))
  const late = play(delay, uneven(2_000, 60, 40, 6), 32_000)

  expect(late).toBeLessThan(0.01)
  expect(delay.delayMs).toBeLessThan(60 + 40 + 15)
})

test('the first note already waits for those that will be slower, as our own line says', () => {
  const delay = new SenderDelay({ jitterMs: 20, travelMs: 50 })
  play(delay, [45])

  expect(delay.delayMs).toBeGreaterThan(70)
  expect(delay.delayMs).toBeLessThan(95)
})

test('a line that becomes worse is followed within a few notes', () => {
  const delay = new SenderDelay()
  play(delay, uneven(100, 30, 5))
  play(delay, [80, 85], 9_000)

  expect(delay.delayMs).toBeGreaterThan(80)
})

test('one straggler among many costs nothing', () => {
  const delay = new SenderDelay()
  play(delay, [...uneven(60, 30, 1), 900])
  expect(delay.delayMs).toBeLessThan(40)
})

test('what waited behind a straggler counts with it', () => {
  const delay = new SenderDelay()
  play(delay, uneven(100, 30, 5))
  for (const travelMs of [300, 220, 140, 60]) delay.heard(travelMs, 9_000)

  expect(delay.delayMs).toBeLessThan(45)
})

test('a line that stalls again and again gets so much that few notes are left out', () => {
  const delay = new SenderDelay()
  const travels = Array.from({ length: 1_000 }, (_, index) => (index % 50 < 2 ? 180 : 30))
  play(delay, travels)

  expect(delay.delayMs).toBeGreaterThanOrEqual(120)
})

test('a hopeless line does not delay for ever', () => {
  const delay = new SenderDelay()
  play(delay, [...uneven(20, 40, 5), 5_000, 5_000, 5_000])
  expect(delay.delayMs).toBeLessThanOrEqual(40 + 5 + 160 + 2)
})

test('a far player is heard, however far', () => {
  const delay = new SenderDelay()
  play(delay, uneven(30, 600, 10))
  expect(delay.delayMs).toBeGreaterThan(600)
})

test('a piece that is sent ahead says nothing of the line', () => {
  const delay = new SenderDelay()
  play(delay, uneven(50, 40, 5))
  const before = delay.delayMs
  play(delay, uneven(50, -190, 5), 4_000)

  expect(delay.delayMs).toBe(before)
})

test('the middle of their travel is known once something was heard', () => {
  const delay = new SenderDelay()
  expect(delay.medianTravelMs).toBeUndefined()
  play(delay, [30, 40, 50])
  expect(delay.medianTravelMs).toBe(40)
})
