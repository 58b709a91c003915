export interface TextPart {
  readonly part: string
  /** Where it begins in the text. */
  readonly start: number
  /** Whom it calls, as in the list; undefined for what calls nobody. */
  readonly name?: string
}

/** A text in parts: those that call one of the names by `@`, the longest one that fits, and those between them. */
export function splitMentions(text: string, names: readonly string[]): readonly TextPart[] {
  const longestFirst = names.toSorted((one, other) => other.length - one.length)
  const parts: TextPart[] = []
  let plainFrom = 0
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}])@/gu)) {
    if (index < plainFrom) continue
    const rest = text.slice(index + 1)
    const name = longestFirst.find((candidate) => begins(rest, candidate))
    if (name === undefined) continue
    if (index > plainFrom) parts.push({ part: text.slice(plainFrom, index), start: plainFrom })
    plainFrom = index + 1 + name.length
    parts.push({ part: text.slice(index, plainFrom), start: index, name })
  }
  if (plainFrom < text.length) parts.push({ part: text.slice(plainFrom), start: plainFrom })
  return parts
}

function begins(text: string, name: string): boolean {
  return (
    text.slice(0, name.length).toLowerCase() === name.toLowerCase() && !/^[\p{L}\p{N}_-]/u.test(text.slice(name.length))
  )
}
