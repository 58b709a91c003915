export interface FoldedText {
  /** What is looked at: without links, which are blanks, and without what nobody sees. */
  readonly text: string
  /** Every character of the text itself, with its length in the folded one; 0 for one that is left out. */
  readonly original: readonly { readonly character: string; readonly foldedLength: number }[]
}

/** With a scheme, with `www.`, or a host and a path. */
const link = /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S+|(?<![\p{L}\p{N}.@])[\w-]+(?:\.[\w-]+)+\/\S*/giu
const invisible = /^[\p{Cf}\p{Mn}\ufe0f]$/u

export function foldText(text: string): FoldedText {
  const readable = text.replace(link, (found) => ' '.repeat(found.length))
  const original: FoldedText['original'][number][] = []
  const folded: string[] = []
  let at = 0
  for (const character of text) {
    const seen = readable.slice(at, at + character.length)
    at += character.length
    const kept = invisible.test(seen) ? '' : seen
    folded.push(kept)
    original.push({ character, foldedLength: kept.length })
  }
  return { text: folded.join(''), original }
}
