import { expect, test } from 'vitest'
import { hasWords } from './has-words.ts'
import { searchWords } from './search-words.ts'

test.each([
  ['late cho', true],
  ['CHOPIN', true],
  ['etude', true],
  ['ate', false],
  ['chopin liszt', false],
  ['', false],
])('[LIST-1] [LIST-2] %j in a name goes by the beginnings of words: %s', (search, found) => {
  expect(hasWords('Late Chopin, Étude 3', searchWords(search))).toBe(found)
})
