import { expect, test } from 'vitest'
import { typingWords } from './typing-words.ts'

test.each([
  [[], ''],
  [['Ana'], 'Ana is writing …'],
  [['Ana', 'Bo'], 'Ana and Bo are writing …'],
  [['Ana', 'Bo', 'Cy'], '3 people are writing …'],
])('%j', (names, words) => {
  expect(typingWords(names)).toBe(words)
})
