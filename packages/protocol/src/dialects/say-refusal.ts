import {
  issue,
  refusals,
  type FieldIssue,
  type KnownIssue,
  type Refusal,
  type RefusalCode,
  type RefusalDetails,
  type RequestPlace,
} from '@tutti/core'
import type { Dialect, Said, SaidIssue, Saying } from './dialect.ts'
import { sayField, sayOrder, sayPath } from './field-names.ts'

export interface SaidRefusal {
  readonly status: number
  readonly body: unknown
}

/** A language other than English. Undefined is for what it has no words for. */
export interface Words {
  /** `part`, where a dialect speaks of the part of the request that is wrong. */
  readonly refusal: (code: RefusalCode, part: RequestPlace | undefined) => string | undefined
  readonly issue: (known: KnownIssue) => string | undefined
}

/** Where a field stood in the request that was refused, as its sender knows it. */
export type Locate = (field: string, place: RequestPlace | undefined) => Pick<SaidIssue, 'field' | 'place' | 'value'>

export interface Manner {
  readonly words?: Words | undefined
  readonly locate?: Locate | undefined
}

/** A refusal in the words of a dialect. One that it has no words for is a fault of ours, and said as such. */
export function sayRefusal(dialect: Dialect, { code, about }: Refusal, manner: Manner = {}): SaidRefusal {
  const known = dialect.refusals[code]
  const saying = known ?? dialect.refusals.internal ?? { status: 500, code: 'SERVER_ERROR' }
  const issues = issuesOf(about).map((one) => sayIssue(dialect, withNames(dialect, one), manner))
  const message = sayMessage({ saying, code: known ? code : 'internal', place: issues[0]?.place, manner })
  const said: Said = {
    status: saying.status,
    code: saying.code,
    message,
    issues,
    isEnglish: manner.words === undefined,
    details: sayDetails(dialect, about, issues),
    ...(about.data && { data: about.data }),
  }
  return { status: saying.status, body: dialect.refuse(said) }
}

interface Message {
  readonly saying: Saying
  readonly code: RefusalCode
  readonly place: RequestPlace | undefined
  readonly manner: Manner
}

function sayMessage({ saying: { message }, code, place, manner }: Message): string {
  const hasParts = typeof message === 'object'
  const translated = manner.words?.refusal(code, hasParts ? place : undefined)
  if (translated !== undefined) return translated
  return (hasParts ? message[place ?? 'body'] : message) ?? refusals[code]
}

function issuesOf({ field, issue, known, errors }: RefusalDetails): readonly FieldIssue[] {
  if (errors) return errors
  return field === undefined || issue === undefined ? [] : [{ field, issue, ...(known && { known }) }]
}

/** What may be sorted by is named like all fields. */
function withNames(dialect: Dialect, one: FieldIssue): FieldIssue {
  if (one.field !== 'sort' || one.known?.code !== 'not_one_of') return one
  const names = String(one.known.params['values']).split(', ')
  return { ...one, ...issue('not_one_of', { values: names.map((name) => sayOrder(dialect, name)).join(', ') }) }
}

function sayIssue(
  dialect: Dialect,
  { field, issue: text, known, place }: FieldIssue,
  { words, locate }: Manner,
): SaidIssue {
  const located = locate?.(field, place) ?? { field: sayPath(dialect, field), place: place ?? 'body' }
  const translated = known && words?.issue(known)
  return { ...located, issue: translated ?? text, ...(known && { known }) }
}

function sayDetails(
  dialect: Dialect,
  { field, issue, errors, roomId, userId, retryAfterMs, reason, untilMs }: RefusalDetails,
  issues: readonly SaidIssue[],
): Said['details'] {
  const [first] = issues
  return {
    ...(field !== undefined && { field: first?.field ?? sayPath(dialect, field) }),
    ...(issue !== undefined && { issue: first?.issue ?? issue }),
    ...(errors !== undefined && { errors: issues.map((one) => ({ field: one.field, issue: one.issue })) }),
    ...(roomId !== undefined && { [sayField(dialect, 'roomId')]: roomId }),
    ...(userId !== undefined && { [sayField(dialect, 'userId')]: userId }),
    ...(reason !== undefined && { reason }),
    ...(untilMs !== undefined && { until: new Date(untilMs).toISOString() }),
    ...(retryAfterMs !== undefined && { [sayField(dialect, 'retryAfterMs')]: Math.round(retryAfterMs) }),
  }
}
