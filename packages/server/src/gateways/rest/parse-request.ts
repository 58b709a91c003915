import { Refusal, type FieldIssue } from '@tutti/core'
import type { Dialect } from '@tutti/protocol/dialects'
import type { OperationShape, RequestOf } from '@tutti/protocol/rest'
import type { z } from 'zod'
import { describeIssue } from './describe-issue.ts'

/** The three places of a request, in the domain's names. */
export interface RawRequest {
  readonly params: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
  /** What the dialect calls `page` and `perPage`. */
  readonly paging: Dialect['paging']
}

const places = ['params', 'query', 'body'] as const

/** @throws Refusal `invalid_input` that lists every failed field, in the order of params, query and body. */
export function parseRequest<Op extends OperationShape>(operation: Op, raw: RawRequest): RequestOf<Op> {
  const errors: FieldIssue[] = []
  const parsed = places.map((place) => [place, parsePlace(operation[place], raw[place], errors)])
  const said = errors.map((error) => (error.field === 'perPage' ? { ...error, field: raw.paging.perPage } : error))
  const [first] = said
  if (first) throw new Refusal('invalid_input', { ...first, errors: said })
  return Object.fromEntries(parsed)
}

function parsePlace(schema: z.ZodObject | undefined, value: unknown, errors: FieldIssue[]): unknown {
  if (!schema) return {}
  const result = schema.safeParse(value)
  if (result.success) return result.data
  errors.push(...result.error.issues.flatMap((issue) => describeIssue(issue, value)))
  return {}
}
