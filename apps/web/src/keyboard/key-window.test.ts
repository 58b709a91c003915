import { expect, test } from 'vitest'
import { clampWindow, resizeWindow, startWindow, whiteKeysFor } from './key-window.ts'

test('a desktop shows all keys', () => {
  expect(whiteKeysFor(1280)).toBe(52)
})

test('a phone shows two octaves upright and three to four lying', () => {
  expect(whiteKeysFor(360)).toBe(14)
  expect(whiteKeysFor(740)).toBe(28)
  expect(whiteKeysFor(600)).toBe(23)
})

test('the window stays on the keyboard', () => {
  expect(clampWindow({ first: -3, count: 14 })).toEqual({ first: 0, count: 14 })
  expect(clampWindow({ first: 50, count: 14 })).toEqual({ first: 38, count: 14 })
})

test('turning the phone keeps the middle', () => {
  expect(resizeWindow({ first: 20, count: 14 }, 28)).toEqual({ first: 13, count: 28 })
})

test('middle C is in the window at the start', () => {
  for (const count of [14, 21, 28, 52]) {
    const { first } = startWindow(count)
    expect(first <= 23 && 23 < first + count).toBe(true)
  }
})
