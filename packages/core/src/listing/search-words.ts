/** More words than these tell nothing apart any more. */
const mostWords = 12
const hasLetter = /[\p{L}\p{N}]/u
const notOfWords = /[^\p{L}\p{N}\p{M}]+/gu

/**
 * The words of a text, each once: letters and digits, compatibility forms folded, in lower case. Everything else only
 * separates them, so that nothing in a search is an operator.
 */
export function searchWords(text: string): readonly string[] {
  const words = text.normalize('NFKC').toLowerCase().split(notOfWords)
  return [...new Set(words.filter((word) => hasLetter.test(word)))].slice(0, mostWords)
}
