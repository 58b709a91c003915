import { expect, test } from 'vitest'
import { GentleDelay } from './gentle-delay.ts'

test('it grows at once', () => {
  const delay = new GentleDelay()
  delay.need(20, 0)
  delay.need(70, 1)

  expect(delay.ms).toBe(70)
})

test('within a phrase it shrinks by a thousandth of the time at most', () => {
  const delay = new GentleDelay()
  delay.need(100, 0)
  for (let nowMs = 100; nowMs <= 10_000; nowMs += 100) delay.need(20, nowMs)

  expect(delay.ms).toBeCloseTo(90)
})

test('of a rest it takes a tenth', () => {
  const delay = new GentleDelay()
  delay.need(100, 0)
  delay.need(20, 600)

  expect(delay.ms).toBe(40)
})

test('among the first notes a guess is taken back quickly', () => {
  const delay = new GentleDelay()
  delay.need(100, 0)
  delay.need(60, 400, true)

  expect(delay.ms).toBe(84)
})

test('it never shrinks below what is needed, and not for less than two fifths of it', () => {
  const delay = new GentleDelay()
  delay.need(100, 0)
  delay.need(61, 5_000)
  expect(delay.ms).toBe(100)
  delay.need(59, 10_000)
  expect(delay.ms).toBe(59)
})
