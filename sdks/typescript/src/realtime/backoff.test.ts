import { expect, test } from 'vitest'
import { seededRandom } from '../testing/virtual-time.ts'
import { Backoff } from './backoff.ts'

test('the highest delay doubles from 250 ms to 15 s', () => {
  const backoff = new Backoff(() => 1)

  expect(Array.from({ length: 9 }, () => backoff.nextMs())).toEqual([
    250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000,
  ])
})

test('full jitter: any delay between nothing and the highest may come', () => {
  const random = seededRandom(3)
  const first = Array.from({ length: 1_000 }, () => new Backoff(random).nextMs())

  expect(Math.min(...first)).toBeLessThan(10)
  expect(Math.max(...first)).toBeGreaterThan(240)
  expect(Math.max(...first)).toBeLessThan(250)
})

test('after a reset it begins again', () => {
  const backoff = new Backoff(() => 1)
  backoff.nextMs()
  backoff.nextMs()
  backoff.reset()

  expect(backoff.nextMs()).toBe(250)
  expect(backoff.attempts).toBe(1)
})
