import type { Listing, Page } from '@tutti/core'
import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely'
import type { Columns, Condition } from './columns.ts'
import { conditionsOf } from './conditions-of.ts'
import { findText, type FoundText, type TextOf } from './find-text.ts'

/** A collection as it lies in the database. */
export interface Listed<DB, Table extends keyof DB, Row, Field extends string> {
  /** All rows of it, with what is read of them. */
  readonly rows: SelectQueryBuilder<DB, Table, Row>
  readonly columns: Columns<Field>
  /** The order of creation: what is equal in everything else comes newest first, or, sorted by age, in the order of that. */
  readonly seq: RawBuilder<unknown>
  readonly age: Field
  /** The order of its own, where it is not the newest first. */
  readonly ownOrder?: RawBuilder<unknown>
  /** Absent where nothing is searched. */
  readonly text?: TextOf<Field>
  /** Whether the rows are fewer than those that are indexed. */
  readonly isPart?: boolean
}

/** From here on it is faster to walk through the rows in order than to look each found one up and sort them. */
const manyFound = 2_000

/** One page, and how many there are on all of them. Values are bound, never part of the SQL. */
export async function listRows<DB, Table extends keyof DB, Row, Field extends string>(
  listed: Listed<DB, Table, Row, Field>,
  listing: Listing<Field>,
): Promise<Page<Row>> {
  const { text, rows, isPart = false } = listed
  const { filters, sort, search, perPage } = listing
  const found = search && text ? await findText(text, search) : undefined
  const conditions = conditionsOf(filters, listed.columns)
  const matching = narrow(rows, [...conditions, ...(found ? [isFound(listed, found)] : [])])
  const isAllFound = found !== undefined && filters.length === 0 && !isPart
  const total = found && (found.total === 0 || isAllFound) ? found.total : await count(matching)

  const offset = Math.min((listing.page - 1) * perPage, Number.MAX_SAFE_INTEGER)
  if (offset >= total) return { items: [], total }
  if (isAllFound && sort.length === 0) {
    const newest = narrow(rows, [sql`${listed.seq} in (${found.newest(perPage, offset)})`])
    return { items: await inOrder(newest, listed, sort).execute(), total }
  }
  return { items: await inOrder(matching, listed, sort).limit(perPage).offset(offset).execute(), total }
}

/** With a plus before it no index is used: then the found ones are a set that the rows are looked up in. */
function isFound<DB, Table extends keyof DB, Row, Field extends string>(
  { seq }: Listed<DB, Table, Row, Field>,
  { seqs, total }: FoundText,
): Condition {
  return total < manyFound ? sql`${seq} in (${seqs})` : sql`+${seq} in (${seqs})`
}

function narrow<DB, Table extends keyof DB, Row>(
  rows: SelectQueryBuilder<DB, Table, Row>,
  conditions: readonly Condition[],
): SelectQueryBuilder<DB, Table, Row> {
  return conditions.length === 0 ? rows : rows.where(sql<boolean>`${sql.join(conditions, sql` and `)}`)
}

async function count<DB, Table extends keyof DB, Row>(rows: SelectQueryBuilder<DB, Table, Row>): Promise<number> {
  const counting = rows.clearSelect().select(sql<number>`count(*)`.as('total'))
  const [counted] = (await counting.execute()) as unknown as readonly { readonly total: number }[]
  return counted?.total ?? 0
}

function inOrder<DB, Table extends keyof DB, Row, Field extends string>(
  rows: SelectQueryBuilder<DB, Table, Row>,
  { columns, seq, age, ownOrder }: Listed<DB, Table, Row, Field>,
  sort: Listing<Field>['sort'],
): SelectQueryBuilder<DB, Table, Row> {
  if (sort.length === 0 && ownOrder) return rows.orderBy(sql`${ownOrder}`)
  const isUpwards = sort.some(({ field, descending }) => field === age && !descending)
  const orders = sort.map(({ field, descending }) => directed(columns[field].value, descending))
  return rows.orderBy(sql.join([...orders, directed(seq, !isUpwards)]))
}

function directed(value: RawBuilder<unknown>, descending: boolean): RawBuilder<unknown> {
  return descending ? sql`${value} desc` : sql`${value} asc`
}
