import { type FieldIssue, type Refusal, type RefusalDetails, refusals } from '@tutti/core'
import type { Dialect, Said } from './dialect.ts'
import { toSnakeCase } from './field-names.ts'

export interface SaidRefusal {
  readonly status: number
  readonly body: unknown
}

/** A refusal in the words of a dialect. One that it has no words for is a fault of ours, and said as such. */
export function sayRefusal(dialect: Dialect, { code, about }: Refusal): SaidRefusal {
  const saying = dialect.refusals[code] ?? { status: 500, code: 'SERVER_ERROR', message: refusals.internal }
  const said: Said = {
    code: saying.code,
    message: saying.message ?? refusals[code],
    details: sayDetails(dialect, about),
    ...(about.data && { data: about.data }),
  }
  return { status: saying.status, body: dialect.refuse(said) }
}

function sayDetails(
  dialect: Dialect,
  { field, issue, errors, roomId, userId, retryAfterMs, reason, untilMs }: RefusalDetails,
): Said['details'] {
  const name = dialect.fieldNames === 'snake_case' ? toSnakeCase : (given: string) => given
  const sayIssue = (error: FieldIssue): FieldIssue => ({ ...error, field: name(error.field) })
  return {
    ...(field !== undefined && { field: name(field) }),
    ...(issue !== undefined && { issue }),
    ...(errors !== undefined && { errors: errors.map(sayIssue) }),
    ...(roomId !== undefined && { [name('roomId')]: roomId }),
    ...(userId !== undefined && { [name('userId')]: userId }),
    ...(reason !== undefined && { reason }),
    ...(untilMs !== undefined && { until: new Date(untilMs).toISOString() }),
    ...(retryAfterMs !== undefined && { [name('retryAfterMs')]: Math.round(retryAfterMs) }),
  }
}
