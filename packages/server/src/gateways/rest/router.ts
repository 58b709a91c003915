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
}

/** A word that is fixed, or the name of a parameter. */
type Word = { readonly fixed: string } | { readonly param: string }

/** Addresses under one prefix; the first word of each is a fixed one. Fixed words win over parameters. */
export class Router<Target> {
  /** Addresses without parameters, by method and path. */
  readonly #fixed: ReadonlyMap<string, Found<Target>>
  readonly #places: ReadonlyMap<string, readonly Template<Target>[]>

  constructor(entries: readonly Entry<Target>[]) {
    const templates = entries
      .map((entry) => ({ ...entry, words: entry.path.split('/').slice(1).map(parseWord) }))
      .toSorted((one, other) => countParams(one.path) - countParams(other.path))
    const fixed = templates.filter(({ path }) => !path.includes('{'))
    this.#fixed = new Map(fixed.map((entry) => [`${entry.method} ${entry.path}`, { ...entry, params: {} }]))
    this.#places = Map.groupBy(templates, ({ path }) => placeOf(path.split('/').slice(1)))
  }

  /** @throws Refusal `route_not_found`, or `method_not_allowed` with the allowed ones. */
  find(method: string, path: string): Found<Target> {
    const asked = method === 'HEAD' ? 'GET' : method
    const fixed = this.#fixed.get(`${asked} ${path}`)
    if (fixed) return fixed
    const here = this.#at(path)
    const found = here.find((entry) => entry.method === asked)
    if (!found) throw new Refusal('method_not_allowed', { allow: allowed(here) })
    return found
  }

  /** What may be done at an address. @throws Refusal `route_not_found`. */
  methodsAt(path: string): readonly string[] {
    return allowed(this.#at(path))
  }

  #at(path: string): readonly (Entry<Target> & Found<Target>)[] {
    const words = path.split('/').slice(1)
    const here: (Entry<Target> & Found<Target>)[] = []
    for (const entry of this.#places.get(placeOf(words)) ?? []) {
      const params = match(entry.words, words)
      if (params) here.push({ ...entry, params })
    }
    if (here.length === 0) throw new Refusal('route_not_found')
    // Sorted: a fixed word at an address leaves nothing of it to a parameter, whatever the method.
    const fewest = countParams(here[0]?.path ?? '')
    return here.filter((entry) => countParams(entry.path) === fewest)
  }
}

function allowed(entries: readonly Entry<unknown>[]): readonly string[] {
  const methods = entries.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...new Set([...methods, 'OPTIONS'])]
}

/** Templates with the same first word and as many words: few enough to try one by one. */
function placeOf(words: readonly string[]): string {
  return `${words.length} ${words[0] ?? ''}`
}

function parseWord(word: string): Word {
  return word.startsWith('{') ? { param: word.slice(1, -1) } : { fixed: word }
}

/** The parameters; null when the words do not fit. */
function match(template: readonly Word[], words: readonly string[]): Record<string, string> | null {
  if (template.some((expected, index) => 'fixed' in expected && expected.fixed !== words[index])) return null
  const params: Record<string, string> = {}
  for (const [index, expected] of template.entries()) {
    if ('fixed' in expected) continue
    const value = decode(words[index] ?? '')
    if (!value) return null
    params[expected.param] = value
  }
  return params
}

/** Null for what is not percent-encoded UTF-8. */
function decode(word: string): string | null {
  try {
    return decodeURIComponent(word)
  } catch {
    return null
  }
}

function countParams(path: string): number {
  return path.split('{').length
}
