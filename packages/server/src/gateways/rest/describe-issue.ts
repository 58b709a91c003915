import { issue, issues, type FieldIssue, type IssueCode, type KnownIssue } from '@tutti/core'
import { z } from 'zod'

/** What is wrong with a value, for the person who wrote the request. Never the value itself: it may be a password. */
export function describeIssue(found: z.core.$ZodIssue, input: unknown): readonly FieldIssue[] {
  const field = found.path.map(String).join('.') || 'body'
  if (isMissing(found, input)) return [{ field, ...issue('required') }]
  const { code, params } = knownIn(found) ?? explain(found)
  return [{ field, ...issue(code, params) }]
}

interface Explained {
  readonly code: IssueCode
  readonly params?: KnownIssue['params']
}

/** What one of our own comparisons has said. */
function knownIn(found: z.core.$ZodIssue): Explained | undefined {
  return found.code === 'custom' ? knownShape.safeParse(found.params).data?.known : undefined
}

const knownShape = z.object({
  known: z.object({
    code: z.custom<IssueCode>((code) => typeof code === 'string' && code in issues),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
})

function explain(found: z.core.$ZodIssue): Explained {
  switch (found.code) {
    case 'invalid_type':
      return { code: types[found.expected] ?? 'not_valid' }
    case 'too_small':
      return { ...tooLittle(found), params: { limit: Number(found.minimum) } }
    case 'too_big':
      return { code: found.origin === 'string' ? 'too_long' : 'too_big', params: { limit: Number(found.maximum) } }
    case 'invalid_value':
      return { code: 'not_one_of', params: { values: found.values.map(String).join(', ') } }
    case 'invalid_format':
      return { code: formats[found.format] ?? 'not_valid' }
    default:
      return { code: 'not_valid' }
  }
}

function tooLittle({ origin, minimum, input }: z.core.$ZodIssueTooSmall): { readonly code: IssueCode } {
  if (origin !== 'string') return { code: 'too_small' }
  return { code: input === '' || minimum === 1 ? 'empty' : 'too_short' }
}

const types: Readonly<Record<string, IssueCode>> = {
  string: 'not_a_string',
  number: 'not_a_number',
  int: 'not_whole',
  boolean: 'not_a_boolean',
  array: 'not_a_list',
  object: 'not_an_object',
}

const formats: Readonly<Record<string, IssueCode>> = {
  email: 'not_an_email',
  uuid: 'not_a_uuid',
  guid: 'not_a_uuid',
  url: 'not_an_address',
  datetime: 'not_a_date',
  date: 'not_a_date',
  regex: 'bad_pattern',
  base64: 'not_base64',
}

function isMissing(found: z.core.$ZodIssue, input: unknown): boolean {
  if (found.code !== 'invalid_type' && found.code !== 'invalid_value') return false
  return found.path.length > 0 && valueAt(input, found.path) === undefined
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  )
}
