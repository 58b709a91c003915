import { expect, test } from 'vitest'
import { searchWords } from './search-words.ts'

test.each([
  ['Late Chopin', ['late', 'chopin']],
  ['  Jean-Luc_92 ', ['jean', 'luc', '92']],
  ['a b a', ['a', 'b']],
  ['ﬁne Ａrt', ['fine', 'art']],
  ['Émile हिन्दी 漢字', ['émile', 'हिन्दी', '漢字']],
  [`"a" OR (b*) : \u0000c`, ['a', 'or', 'b', 'c']],
  ['% _ : \u0301 😀', []],
  ['', []],
])('[LIST-1] the words of %j', (text, words) => expect(searchWords(text)).toEqual(words))

test('[LIST-1] more than twelve words are twelve', () => {
  expect(searchWords('a b c d e f g h i j k l m n')).toHaveLength(12)
})
