import type { FilterValue } from '@tutti/core'
import { z } from 'zod'
import { parseInstant } from './parse-instant.ts'

/** How one field of a collection may be asked for. */
export interface ListedField {
  /** One value of the query. */
  readonly schema: z.ZodType<FilterValue>
  /** The value as OpenAPI describes it. */
  readonly json: Readonly<Record<string, unknown>>
  /** Whether it may be compared with `[gte]`, `[gt]`, `[lte]` and `[lt]`. */
  readonly isRanged: boolean
  readonly isSorted: boolean
}

const longestText = 320

/** Text, whole; where a field may be without a value, nothing stands for that. */
export const text = {
  schema: z.string().max(longestText).transform(orNull),
  json: { type: 'string' },
  isRanged: false,
  isSorted: true,
} as const satisfies ListedField

/** One of a few words. */
export function choice<const Values extends readonly [string, ...string[]]>(values: Values) {
  return {
    schema: z.enum(values),
    json: { type: 'string', enum: [...values] },
    isRanged: false,
    isSorted: true,
  } as const satisfies ListedField
}

/** Several of a few words; a filter holds where one of them is asked for. */
export function words<const Values extends readonly [string, ...string[]]>(values: Values) {
  return { ...choice(values), isSorted: false } as const satisfies ListedField
}

export const flag = {
  schema: z.transform((given: unknown, context): boolean => {
    if (given !== 'true' && given !== 'false') {
      context.issues.push({ code: 'invalid_type', expected: 'boolean', input: given })
    }
    return given === 'true'
  }),
  json: { type: 'boolean' },
  isRanged: false,
  isSorted: true,
} as const satisfies ListedField

export const number = {
  schema: z.transform((given: unknown, context): number => {
    const value = typeof given === 'string' && /^-?\d{1,15}(?:\.\d{1,6})?$/.test(given) ? Number(given) : Number.NaN
    if (Number.isNaN(value)) context.issues.push({ code: 'invalid_type', expected: 'number', input: given })
    return value
  }),
  json: { type: 'number' },
  isRanged: true,
  isSorted: true,
} as const satisfies ListedField

/** A date and time of ISO 8601 (B-042). */
export const time = {
  schema: z.transform((given: unknown, context): FilterValue => {
    if (given === '') return null
    const instant = typeof given === 'string' ? parseInstant(given) : undefined
    if (instant === undefined) {
      context.issues.push({ code: 'invalid_format', format: 'datetime', input: String(given) })
    }
    return instant ?? null
  }),
  json: { type: 'string', format: 'date-time' },
  isRanged: true,
  isSorted: true,
} as const satisfies ListedField

function orNull(given: string): string | null {
  return given === '' ? null : given
}
