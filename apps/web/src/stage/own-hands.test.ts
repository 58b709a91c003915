import { expect, test } from 'vitest'
import { OwnHands } from './own-hands.ts'

test('a key held twice ends with the second', () => {
  const hands = new OwnHands()
  hands.press('pointer 1', 60)
  hands.press('letter Q', 60)

  expect(hands.release('pointer 1')).toBeUndefined()
  expect(hands.release('letter Q')).toBe(60)
})

test('letting go of what is not held ends nothing', () => {
  expect(new OwnHands().release('pointer 1')).toBeUndefined()
})

test('everything ends at once, each key once', () => {
  const hands = new OwnHands()
  hands.press('a', 60)
  hands.press('b', 60)
  hands.press('c', 64)

  expect(hands.clear()).toEqual([60, 64])
  expect(hands.holds(60)).toBe(false)
})
