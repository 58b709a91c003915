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

/** Addresses under one prefix. Fixed words win over parameters. */
export class Router<Target> {
  readonly #entries: readonly (Entry<Target> & { readonly words: readonly string[] })[]

  constructor(entries: readonly Entry<Target>[]) {
    this.#entries = entries
      .map((entry) => ({ ...entry, words: entry.path.split('/').slice(1) }))
      .toSorted((one, other) => countParams(one.path) - countParams(other.path))
  }

  /** @throws Refusal `route_not_found`, or `method_not_allowed` with the allowed ones. */
  find(method: string, path: string): Found<Target> {
    const asked = method === 'HEAD' ? 'GET' : method
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
    const here = this.#entries.flatMap((entry) => {
      const params = match(entry.words, words)
      return params ? [{ ...entry, params }] : []
    })
    if (here.length === 0) throw new Refusal('route_not_found')
    return here
  }
}

function allowed(entries: readonly Entry<unknown>[]): readonly string[] {
  const methods = entries.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...new Set([...methods, 'OPTIONS'])]
}

function match(template: readonly string[], words: readonly string[]): Record<string, string> | null {
  if (template.length !== words.length) return null
  const params: Record<string, string> = {}
  for (const [index, expected] of template.entries()) {
    const word = words[index] ?? ''
    if (!expected.startsWith('{')) {
      if (expected !== word) return null
      continue
    }
    const value = decode(word)
    if (!value) return null
    params[expected.slice(1, -1)] = value
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
