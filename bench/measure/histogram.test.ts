import { expect, test } from 'vitest'
import { Histogram } from './histogram.ts'

test('an empty histogram has a quantile of 0', () => {
  expect(new Histogram().quantile(0.99)).toBe(0)
})

test('small durations are kept exactly', () => {
  const histogram = new Histogram()
  for (let value = 1; value <= 10; value += 1) histogram.add(value)

  expect([0, 0.1, 0.5, 0.9, 1].map((share) => histogram.quantile(share))).toEqual([1, 1, 5, 9, 10])
})

test.each([33, 100, 1_000, 123_456, 9_999_999, 2_500_000_000, 4_200_000_000])('%i ns is kept to 3.2 %%', (value) => {
  const histogram = new Histogram()
  histogram.add(value)

  expect(Math.abs(histogram.quantile(0.5) - value) / value).toBeLessThan(0.032)
})

test('quantiles of an even spread lie where they should', () => {
  const histogram = new Histogram()
  for (let value = 1; value <= 100_000; value += 1) histogram.add(value * 10)

  expect(histogram.quantile(0.5) / 500_000).toBeCloseTo(1, 1)
  expect(histogram.quantile(0.99) / 990_000).toBeCloseTo(1, 1)
  expect(histogram.quantile(0.999) / 999_000).toBeCloseTo(1, 1)
})

test('a duration out of range counts as the nearest one that fits', () => {
  const histogram = new Histogram()
  histogram.add(-5)
  histogram.add(1e12)

  expect(histogram.quantile(0.5)).toBe(0)
  expect(histogram.quantile(1)).toBeGreaterThan(4.2e9)
})

test('clearing forgets everything', () => {
  const histogram = new Histogram()
  histogram.add(7)

  histogram.clear()

  expect(histogram.total).toBe(0)
  expect(histogram.quantile(0.5)).toBe(0)
})
