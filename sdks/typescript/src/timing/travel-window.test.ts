import { expect, test } from 'vitest'
import { TravelWindow } from './travel-window.ts'

test('it knows the longest, the middle and all between, to half a millisecond', () => {
  const window = new TravelWindow()
  for (let travelMs = 1; travelMs <= 100; travelMs += 1) window.add(travelMs, 0)

  expect(window.size).toBe(100)
  expect(window.topMs(0)).toBe(100)
  expect(window.topMs(3)).toBe(97)
  expect(window.quantile(0.5)).toBe(50)
})

test('what is older than two minutes is forgotten', () => {
  const window = new TravelWindow()
  window.add(200, 0)
  window.add(30, 120_001)

  expect(window.topMs(0)).toBe(30)
  expect(window.size).toBe(1)
})

test('it remembers so many and no more', () => {
  const window = new TravelWindow()
  window.add(200, 0)
  for (let index = 0; index < 2_048; index += 1) window.add(30, 1)

  expect(window.size).toBe(2_048)
  expect(window.topMs(0)).toBe(30)
})

test('travels beyond all measure count as the longest there is', () => {
  const window = new TravelWindow()
  window.add(1e9, 0)

  expect(window.topMs(0)).toBe(1_791.5)
})
