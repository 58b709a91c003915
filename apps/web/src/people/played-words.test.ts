import { expect, test } from 'vitest'
import { playedWords } from './played-words.ts'

test('minutes, then hours with minutes, then hours', () => {
  expect(playedWords(59)).toBe('0 min')
  expect(playedWords(3599)).toBe('59 min')
  expect(playedWords(3600 * 2 + 120)).toBe('2 h 2 min')
  expect(playedWords(3600 * 41)).toBe('41 h')
})
