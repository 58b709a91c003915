import { expect, test } from 'vitest'
import { loadingOrder, nearestRoot, rateBetween, sampleName, sampleRoots } from './sample-names.ts'

test('the roots carry the names of the files', () => {
  expect(sampleRoots.map((root) => sampleName(root, 8)).slice(0, 5)).toEqual(['A0v8', 'C1v8', 'D#1v8', 'F#1v8', 'A1v8'])
  expect(sampleName(108, 12)).toBe('C8v12')
  expect(sampleName(60, 12)).toBe('C4v12')
})

test('no key of the piano is more than a semitone from its sample', () => {
  for (let key = 21; key <= 108; key += 1) expect(Math.abs(key - nearestRoot(key))).toBeLessThanOrEqual(1)
})

test('keys beyond the keyboard borrow the outermost string', () => {
  expect(nearestRoot(0)).toBe(21)
  expect(nearestRoot(127)).toBe(108)
})

test('where a string was not recorded its neighbour stands in', () => {
  expect(nearestRoot(63, [57, 60, 69])).toBe(60)
  expect(nearestRoot(66, [57, 60, 69])).toBe(69)
})

test('an octave up runs twice as fast', () => {
  expect(rateBetween(60, 72)).toBeCloseTo(2)
  expect(rateBetween(60, 60)).toBe(1)
})

test('loading starts in the middle and leaves nothing out', () => {
  expect(loadingOrder.slice(0, 3)).toEqual(expect.arrayContaining([60, 63, 66]))
  expect(loadingOrder.toSorted((a, b) => a - b)).toEqual(sampleRoots)
})
