import type { Filter, FilterValue } from '@tutti/core'
import { sql } from 'kysely'
import type { Column, Columns, Condition } from './columns.ts'

/** One condition for each filter. */
export function conditionsOf<Field extends string>(
  filters: readonly Filter<Field>[],
  columns: Columns<Field>,
): readonly Condition[] {
  return filters.map(({ field, comparison, values }) => {
    const column = columns[field]
    const [bound = null] = values
    return comparison === 'is' ? column.isOneOf(values) : compare(column, comparison, bound)
  })
}

/** Nothing is above or below no value. A time counts as the whole millisecond that it is shown as. */
function compare({ value, isTime }: Column, comparison: 'gte' | 'gt' | 'lte' | 'lt', bound: FilterValue): Condition {
  if (bound === null) return sql`1 = 0`
  if (comparison === 'gte') return sql`${value} >= ${bound}`
  if (comparison === 'lt') return sql`${value} < ${bound}`
  if (isTime) {
    const next = Number(bound) + 1
    return comparison === 'gt' ? sql`${value} >= ${next}` : sql`${value} < ${next}`
  }
  return comparison === 'gt' ? sql`${value} > ${bound}` : sql`${value} <= ${bound}`
}
