import { expect, test } from 'vitest'
import { keyOf, readBar } from './read-bar.ts'

test('pitches', () => {
  expect(['c4', 'a0', 'c8', 'f#4', 'bb3', 'a4'].map(keyOf)).toEqual([60, 21, 108, 66, 58, 69])
  expect(() => keyOf('h4')).toThrow(RangeError)
})

test('the length stays until it changes', () => {
  const [voice] = readBar('d5:4 g4:2 a4 r c5+e5:6~')
  expect(voice?.notes.map(({ at, length, keys, tied }) => [at, length, keys, tied])).toEqual([
    [0, 4, [74], false],
    [4, 2, [67], false],
    [6, 2, [69], false],
    [10, 6, [72, 76], true],
  ])
  expect(voice?.length).toBe(16)
})

test('voices begin together', () => {
  expect(readBar('b3:8 b3:4 / r:4 d4:8').map(({ notes, length }) => [notes[0]?.at, length])).toEqual([
    [0, 12],
    [4, 12],
  ])
})

test('a mistake is named', () => {
  expect(() => readBar('c4')).toThrow('Not a note: c4')
  expect(() => readBar('c4:4 x')).toThrow('Not a note: x')
})
