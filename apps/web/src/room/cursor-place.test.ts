import { expect, test } from 'vitest'
import { toWholeKeyboard, toWindow } from './cursor-place.ts'

const phone = { first: 26, count: 13 }

test('a place over the keys of a phone is the same keys on a whole keyboard', () => {
  const place = toWholeKeyboard({ x: 0.5, y: 0.25 }, phone)

  expect(place).toEqual({ x: 0.625, y: 0.25 })
  expect(toWindow(place, phone)).toEqual({ x: 0.5, y: 0.25 })
})

test('what points at keys that are not shown is not shown', () => {
  expect(toWindow({ x: 0, y: 0 }, phone)).toBeNull()
  expect(toWindow({ x: 1, y: 0 }, phone)).toBeNull()
})

test('a place beside the keyboard is at its edge', () => {
  expect(toWholeKeyboard({ x: -3, y: 7 }, { first: 0, count: 52 })).toEqual({ x: 0, y: 1 })
})
