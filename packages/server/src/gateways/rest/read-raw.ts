import { toCamelCase, type Dialect } from '@tutti/protocol/dialects'
import type { OperationShape } from '@tutti/protocol/rest'
import { parseNames, sayName } from './parse-names.ts'
import type { RawRequest } from './parse-request.ts'
import { readBody } from './read-body.ts'

interface Reading {
  readonly params: Readonly<Record<string, string>>
  /** The query as it was written, with its question mark; empty for none. */
  readonly search: string
  readonly accepts: OperationShape['accepts']
}

/** A request taken apart, in the domain's names, still unchecked. @throws Refusal as `readBody`. */
export async function readRaw(
  dialect: Dialect,
  request: Request,
  { params, search, accepts }: Reading,
): Promise<RawRequest> {
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  const body = hasBody ? await readBody(request, accepts) : {}
  return {
    params: parseParams(dialect, params),
    query: search === '' ? {} : asRecord(parseNames(dialect, readQuery(dialect, new URLSearchParams(search)))),
    body: hasBody ? parseNames(dialect, body) : body,
    paging: dialect.paging,
  }
}

/** The names are those of our own templates: there are few, and each is translated once. */
const paramNames = new Map<string, string>()

function parseParams(
  { fieldNames }: Dialect,
  params: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (fieldNames !== 'snake_case') return params
  const parsed: Record<string, string> = {}
  for (const [name, value] of Object.entries(params)) {
    const known = paramNames.get(name) ?? toCamelCase(name)
    paramNames.set(name, known)
    parsed[known] = value
  }
  return parsed
}

/** Paging goes by the dialect's names; a parameter given twice arrives as an array and fits no field (S-66). */
function readQuery(dialect: Dialect, search: URLSearchParams): Record<string, unknown> {
  const { paging } = dialect
  const ours = new Map([
    [paging.page, 'page'],
    [paging.perPage, sayName(dialect, 'perPage')],
  ])
  const names = [...new Set(search.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const values = search.getAll(name)
      return [ours.get(name) ?? name, values.length > 1 ? values : values[0]]
    }),
  )
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
