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

/** @throws Refusal `invalid_input` that lists every failed field, in the order of params, query and body. */
export function parseRequest<Op extends OperationShape>(operation: Op, raw: RawRequest): RequestOf<Op> {
  const errors: FieldIssue[] = []
  const parsed = {
    params: parsePlace(operation.params, raw.params, errors),
    query: parsePlace(operation.query, raw.query, errors),
    body: parsePlace(operation.body, raw.body, errors),
  }
  if (errors.length === 0) return parsed as RequestOf<Op>
  const said = errors.map((error) => (error.field === 'perPage' ? { ...error, field: raw.paging.perPage } : error))
  throw new Refusal('invalid_input', { ...said[0], errors: said })
}

function parsePlace(schema: z.ZodObject | undefined, value: unknown, errors: FieldIssue[]): unknown {
  if (!schema) return {}
  const result = schema.safeParse(value)
  if (result.success) return result.data
  errors.push(...result.error.issues.flatMap((issue) => describeIssue(issue, value)))
  return {}
}
