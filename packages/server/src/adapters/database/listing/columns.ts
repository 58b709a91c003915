import type { FilterValue } from '@tutti/core'
import { sql, type RawBuilder, type SqlBool } from 'kysely'

export type Condition = RawBuilder<SqlBool>

/** How a field of a collection is asked for in SQL. */
export interface Column {
  /** What it is sorted by and compared with. */
  readonly value: RawBuilder<unknown>
  /** Whether it is one of the values. */
  readonly isOneOf: (values: readonly FilterValue[]) => Condition
  /** Whether it is a time with fractions of a millisecond, which nobody is shown. */
  readonly isTime: boolean
}

export type Columns<Field extends string> = { readonly [Name in Field]: Column }

/** A column, or an expression, that holds the very values that are asked for. */
export function plain(value: RawBuilder<unknown>): Column {
  return { value, isOneOf: (values) => isOneOf(value, values), isTime: false }
}

/** As `plain`, of texts that are kept in another spelling. */
export function keyed(value: RawBuilder<unknown>, keyOf: (text: string) => string): Column {
  const keys = (values: readonly FilterValue[]) => values.map((each) => (each === null ? '' : keyOf(String(each))))
  return { value, isOneOf: (values) => isOneOf(value, keys(values)), isTime: false }
}

export function flag(holds: Condition): Column {
  const isOne = (values: readonly FilterValue[]): Condition => {
    const alternatives = values.map((value) =>
      value === true ? sql<SqlBool>`(${holds})` : sql<SqlBool>`not (${holds})`,
    )
    return anyOf(alternatives)
  }
  return { value: sql`(${holds})`, isOneOf: isOne, isTime: false }
}

/** Milliseconds since the epoch: what is asked for is a whole one. */
export function time(value: RawBuilder<unknown>): Column {
  const isWithin = (at: FilterValue): Condition =>
    at === null ? sql`${value} is null` : sql`(${value} >= ${at} and ${value} < ${Number(at) + 1})`
  return { value, isOneOf: (values) => anyOf(values.map(isWithin)), isTime: true }
}

export function anyOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`1 = 0` : sql`(${sql.join(conditions, sql` or `)})`
}

function isOneOf(value: RawBuilder<unknown>, values: readonly FilterValue[]): Condition {
  const known = values.filter((each) => each !== null)
  const alternatives: Condition[] = known.length > 0 ? [sql`${value} in (${sql.join(known)})`] : []
  if (known.length < values.length) alternatives.push(sql`${value} is null`)
  return anyOf(alternatives)
}
