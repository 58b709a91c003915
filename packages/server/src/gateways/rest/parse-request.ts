import { issue, Refusal, type FieldIssue, type RequestPlace } from '@tutti/core'
import { listingOf, type OperationShape, type RequestOf } from '@tutti/protocol/rest'
import type { z } from 'zod'
import type { ReadFields } from './create-reader.ts'
import { describeIssue } from './describe-issue.ts'

/** One part of a request, in the domain's names and as it was given. */
export interface RawPart extends ReadFields {
  readonly given: unknown
}

/** The parts of a request, still unchecked. */
export interface RawRequest {
  readonly params: RawPart
  readonly query: RawPart
  readonly body: RawPart
  /** Fields of the body that the dialect wants. */
  readonly wants: readonly string[]
}

const places = ['params', 'query', 'body'] as const

/**
 * @throws Refusal `invalid_input` that lists every failed field, in the order of params, query and body; `invalid_date` when
 * one of them is a date that is none.
 */
export function parseRequest<Op extends OperationShape>(operation: Op, raw: RawRequest): RequestOf<Op> {
  const errors: FieldIssue[] = []
  const [params, query, body] = places.map((place) => parsePlace({ schema: operation[place], raw, place }, errors))
  const [first] = errors
  // What the operation's own schemas have let through.
  if (!first) return { params, query, body, listing: listingIn(operation, query) } as RequestOf<Op>
  const isDate = errors.some(({ known }) => known?.code === 'not_a_date')
  throw new Refusal(isDate ? 'invalid_date' : 'invalid_input', { ...first, errors })
}

/** Which part of a collection the query asks for. */
function listingIn({ lists }: OperationShape, query: Fields = {}) {
  return lists && listingOf(lists, query)
}

type Fields = Readonly<Record<string, unknown>>

interface Parsing {
  readonly schema: z.ZodObject | undefined
  readonly raw: RawRequest
  readonly place: RequestPlace
}

function parsePlace({ schema, raw, place }: Parsing, errors: FieldIssue[]): Fields {
  if (!schema) return {}
  const { fields, unknown } = raw[place]
  const wants = place === 'body' ? raw.wants : []
  const missing = wants.filter((field) => isRecord(fields) && fields[field] === undefined)
  for (const field of missing) errors.push({ field, ...issue('required'), place })
  const result = schema.safeParse(fields)
  const issues = result.error?.issues ?? []
  errors.push(...issues.flatMap((one) => describeIssue(one, fields)).map((one) => ({ ...one, place })))
  for (const field of unknown) errors.push({ field, ...issue('unknown_field'), place })
  return result.data ?? {}
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
