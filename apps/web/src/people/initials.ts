/** One or two letters that stand for a name on a small disc. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/u).filter(Boolean)
  const letters =
    words.length > 1 ? [words[0], words.at(-1)].map((word) => first(word ?? '')) : [...(words[0] ?? '?')].slice(0, 2)
  return letters.join('').toLocaleUpperCase()
}

function first(word: string): string {
  return [...word][0] ?? ''
}
