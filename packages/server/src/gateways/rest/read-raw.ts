import { namesAt, type Dialect, type Placed } from '@tutti/protocol/dialects'
import type { OperationShape } from '@tutti/protocol/rest'
import { createReader, type ReadFields } from './create-reader.ts'
import type { RawPart, RawRequest } from './parse-request.ts'
import { readBody } from './read-body.ts'
import { createListingReader } from './read-listing.ts'

export interface Reading {
  readonly request: Request
  readonly params: Readonly<Record<string, string>>
  /** The query as it was written, with its question mark; empty for none. */
  readonly search: string
}

export type ReadRaw = (reading: Reading) => Promise<RawRequest>

/**
 * Takes requests to one place apart: in the domain's names, still unchecked. Where unknown fields are passed over, none is
 * told. @throws Refusal as `readBody`.
 */
export function createRawReader(dialect: Dialect, operation: OperationShape, placed: Placed): ReadRaw {
  const readerOf = (part: 'params' | 'query' | 'body') =>
    createReader(dialect, operation[part], namesAt(dialect, placed, part))
  const [readParams, readFields] = [readerOf('params'), readerOf('body')]
  const readQuery = createListingReader(dialect, operation, readerOf('query'))
  const partOf = (given: unknown, read: ReadFields): RawPart =>
    dialect.refusesUnknownFields ? { ...read, given } : { ...read, given, unknown: [] }
  const wants = placed.wants ?? []

  return async ({ request, params, search }) => {
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
    const body = hasBody ? await readBody(request, operation.accepts) : {}
    const query = search === '' ? {} : splitQuery(new URLSearchParams(search))
    return {
      params: partOf(params, readParams(params)),
      query: partOf(query, readQuery(query)),
      body: partOf(body, readFields(body)),
      wants,
    }
  }
}

/** A parameter given twice arrives as an array and fits no field (S-66), unless it is one that may be. */
function splitQuery(search: URLSearchParams): Readonly<Record<string, unknown>> {
  const names = [...new Set(search.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const values = search.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
}
