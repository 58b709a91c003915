import { hasWords, type Filter, type FilterValue, type Listing, type Page } from '@tutti/core'

/** What each field of an item holds; several values for a list. Times may have fractions of a millisecond. */
export type Fields<Item, Field extends string> = {
  readonly [Name in Field]: (item: Item) => FilterValue | readonly FilterValue[]
}

export interface MemoryListed<Item, Field extends string> {
  /** In the order of their creation. */
  readonly items: readonly Item[]
  readonly fields: Fields<Item, Field>
  readonly age: Field
  /** What is searched of a field, where that is not what it holds. */
  readonly texts?: { readonly [Name in Field]?: (item: Item) => string }
}

/** One page of a collection, by looking at every item: what the real stores do with SQL. */
export function listInMemory<Item, Field extends string>(
  { items, fields, age, texts = {} }: MemoryListed<Item, Field>,
  { filters, sort, search, page, perPage }: Listing<Field>,
): Page<Item> {
  const textOf = (item: Item, field: Field): string => texts[field]?.(item) ?? String(fields[field](item) ?? '')
  const listed = items
    .filter((item) => filters.every((filter) => holds(listOf(fields[filter.field](item)), filter)))
    .filter((item) => !search || hasWords(search.fields.map((field) => textOf(item, field)).join(' '), search.words))
  // A sort keeps the order of what is equal: the newest first, upwards by age the oldest.
  const isUpwards = sort.some(({ field, descending }) => field === age && !descending)
  const sorted = (isUpwards ? listed : listed.toReversed()).toSorted((one, other) => {
    for (const { field, descending } of sort) {
      const order = compare(fields[field](one), fields[field](other))
      if (order !== 0) return descending ? -order : order
    }
    return 0
  })
  return { items: sorted.slice((page - 1) * perPage, page * perPage), total: listed.length }
}

function listOf(value: FilterValue | readonly FilterValue[]): readonly FilterValue[] {
  return isList(value) ? value : [value]
}

function isList(value: FilterValue | readonly FilterValue[]): value is readonly FilterValue[] {
  return Array.isArray(value)
}

function holds<Field extends string>(held: readonly FilterValue[], { comparison, values }: Filter<Field>): boolean {
  if (comparison === 'is') return held.some((one) => values.some((other) => keyOf(one) === keyOf(other)))
  const [value, bound] = [keyOf(held[0] ?? null), values[0] ?? null]
  if (typeof value !== 'number' || typeof bound !== 'number') return false
  if (comparison === 'gte') return value >= bound
  if (comparison === 'gt') return value > bound
  return comparison === 'lte' ? value <= bound : value < bound
}

/** Times count as whole milliseconds, texts without case, and an empty one is none. */
function keyOf(value: FilterValue): FilterValue {
  if (typeof value === 'number') return Math.floor(value)
  if (typeof value === 'string') return value === '' ? null : value.normalize('NFKC').toLowerCase()
  return value
}

function compare(one: FilterValue | readonly FilterValue[], other: FilterValue | readonly FilterValue[]): number {
  const [a, b] = [orderOf(one), orderOf(other)]
  return a < b ? -1 : Number(a > b)
}

function orderOf(value: FilterValue | readonly FilterValue[]): string | number {
  if (typeof value === 'string') return value.normalize('NFKC').toLowerCase()
  if (value === null) return ''
  return Number(value)
}
