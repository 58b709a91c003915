import type { Dialect } from '@tutti/protocol/dialects'
import { parseNames, sayName } from './parse-names.ts'
import type { RawRequest } from './parse-request.ts'
import { readBody } from './read-body.ts'

/** A request taken apart, in the domain's names, still unchecked. @throws Refusal as `readBody`. */
export async function readRaw(
  dialect: Dialect,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<RawRequest> {
  const { searchParams } = new URL(request.url)
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  const body = hasBody ? await readBody(request) : {}
  return {
    params: asRecord(parseNames(dialect, params)),
    query: asRecord(parseNames(dialect, readQuery(dialect, searchParams))),
    body: parseNames(dialect, body),
    paging: dialect.paging,
  }
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
