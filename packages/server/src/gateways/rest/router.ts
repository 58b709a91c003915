import { Refusal } from '@tutti/core'

export interface Entry<Target> {
  readonly method: string
  /** `/rooms/{room_id}`. */
  readonly path: string
  readonly target: Target
}

export interface Found<Target> {
  readonly path: string
  readonly target: Target
  readonly params: Readonly<Record<string, string>>
}

interface Template<Target> extends Entry<Target> {
  readonly words: readonly Word[]
  readonly paramCount: number
}

/** A word that is fixed, or the name of a parameter. */
interface Word {
  readonly fixed: string | undefined
  readonly param: string
}

/** Addresses under one prefix; the first word of each is a fixed one. Fixed words win over parameters. */
export class Router<Target> {
  /** Addresses without parameters, by method and path. */
  readonly #fixed: ReadonlyMap<string, Found<Target>>
  readonly #places: ReadonlyMap<string, readonly Template<Target>[]>

  constructor(entries: readonly Entry<Target>[]) {
    const templates = entries
      .map((entry) => ({ ...entry, words: wordsOf(entry.path).map(parseWord), paramCount: countParams(entry.path) }))
      .toSorted((one, other) => one.paramCount - other.paramCount)
    const fixed = templates.filter(({ paramCount }) => paramCount === 0)
    this.#fixed = new Map(fixed.map((entry) => [`${entry.method} ${entry.path}`, { ...entry, params: {} }]))
    this.#places = Map.groupBy(templates, ({ path }) => placeOf(wordsOf(path)))
  }

  /** @throws Refusal `route_not_found`, or `method_not_allowed` with the allowed ones. */
  find(method: string, path: string): Found<Target> {
    const asked = method === 'HEAD' ? 'GET' : method
    const fixed = this.#fixed.get(`${asked} ${path}`)
    if (fixed) return fixed
    const words = wordsOf(path)
    // Sorted: a fixed word at an address leaves nothing of it to a parameter, whatever the method.
    let fewest = Infinity
    for (const entry of this.#places.get(placeOf(words)) ?? []) {
      if (entry.paramCount > fewest) break
      const params = match(entry.words, words)
      if (params === null) continue
      if (entry.method === asked) return { path: entry.path, target: entry.target, params }
      fewest = entry.paramCount
    }
    throw new Refusal('method_not_allowed', { allow: this.methodsAt(path) })
  }

  /** What may be done at an address. @throws Refusal `route_not_found`. */
  methodsAt(path: string): readonly string[] {
    const words = wordsOf(path)
    const there = this.#places.get(placeOf(words))?.filter((entry) => match(entry.words, words) !== null) ?? []
    const [first] = there
    if (!first) throw new Refusal('route_not_found')
    const here = there.filter(({ paramCount }) => paramCount === first.paramCount)
    const methods = here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    return [...new Set([...methods, 'OPTIONS'])]
  }
}

function wordsOf(path: string): readonly string[] {
  return path.split('/').slice(1)
}

/** Templates with the same first word and as many words: few enough to try one by one. */
function placeOf(words: readonly string[]): string {
  return `${words.length} ${words[0] ?? ''}`
}

function parseWord(word: string): Word {
  return word.startsWith('{') ? { fixed: undefined, param: word.slice(1, -1) } : { fixed: word, param: '' }
}

/** The parameters; null when the words do not fit. */
function match(template: readonly Word[], words: readonly string[]): Record<string, string> | null {
  for (let index = 0; index < template.length; index += 1) {
    const fixed = template[index]?.fixed
    if (fixed !== undefined && fixed !== words[index]) return null
  }
  const params: Record<string, string> = {}
  for (let index = 0; index < template.length; index += 1) {
    const expected = template[index]
    if (expected === undefined || expected.fixed !== undefined) continue
    const value = decode(words[index] ?? '')
    if (!value) return null
    params[expected.param] = value
  }
  return params
}

/** Null for what is not percent-encoded UTF-8. */
function decode(word: string): string | null {
  if (!word.includes('%')) return word
  try {
    return decodeURIComponent(word)
  } catch {
    return null
  }
}

function countParams(path: string): number {
  return path.split('{').length - 1
}
