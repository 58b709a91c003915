import { playerColors } from '@tutti/core'
import { expect, test } from 'vitest'
import { grainOf, hueOf } from './player-color.ts'

test('the palette has twelve hues, 30 degrees apart from 25', () => {
  playerColors.forEach((color, index) => {
    expect(Math.abs(hueOf(color) - (25 + index * 30))).toBeLessThan(2)
  })
})

test('grey and nonsense get the hue of lamp light', () => {
  expect(hueOf('#808080')).toBe(80)
  expect(hueOf('tomato')).toBe(80)
})

test('neighbours in a room have different grains', () => {
  expect(new Set([1, 2, 3].map(grainOf)).size).toBe(3)
})
