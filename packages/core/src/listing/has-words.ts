import { searchWords } from './search-words.ts'

/** Whether each of the words, as `searchWords` gives them, begins a word of the text; accents do not count. No words are in no text. */
export function hasWords(text: string, words: readonly string[]): boolean {
  const held = wordsIn(text)
  return words.length > 0 && words.every((word) => held.some((one) => one.startsWith(withoutAccents(word))))
}

/** All of them, however many there are. */
function wordsIn(text: string): readonly string[] {
  return text
    .split(/\s+/)
    .flatMap((part) => searchWords(part))
    .map(withoutAccents)
}

function withoutAccents(word: string): string {
  return word.normalize('NFD').replace(/\p{Mn}/gu, '')
}
