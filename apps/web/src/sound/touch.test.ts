import { expect, test } from 'vitest'
import { cutoffHz, layerShares, loudness, panOf } from './touch.ts'

test('a stronger stroke is louder', () => {
  for (let velocity = 2; velocity <= 127; velocity += 1)
    expect(loudness(velocity)).toBeGreaterThan(loudness(velocity - 1))
  expect(loudness(127)).toBe(1)
})

test('the layers hand over from soft to strong', () => {
  expect(layerShares(30).map(({ layer }) => layer)).toEqual([8])
  expect(layerShares(78).map(({ layer }) => layer)).toEqual([8, 12])
  expect(layerShares(120).map(({ layer }) => layer)).toEqual([12])
})

test('a soft stroke is darker, a strong one is left as it was recorded', () => {
  expect(cutoffHz(60, 90, false)).toBeUndefined()
  expect(cutoffHz(60, 20, false)).toBeLessThan(cutoffHz(60, 40, false) ?? 0)
})

test('the soft pedal darkens', () => {
  expect(cutoffHz(60, 70, false)).toBeUndefined()
  expect(cutoffHz(60, 70, true)).toBeDefined()
})

test('low keys lean left, high keys right', () => {
  expect(panOf(21)).toBeLessThan(0)
  expect(panOf(108)).toBeGreaterThan(0)
  expect(Math.abs(panOf(0))).toBeLessThanOrEqual(0.35)
})
