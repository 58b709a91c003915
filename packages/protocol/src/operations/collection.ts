import { searchWords, type Comparison, type Filter, type FilterValue, type Listing, type Order } from '@tutti/core'
import { z } from 'zod'
import type { ListedField } from './listed-field.ts'
import { paging } from './paging.ts'

export type ListedFields = Readonly<Record<string, ListedField>>

/** What may be asked of a collection: its visible fields, by which it is filtered and sorted, and where it is searched. */
export interface Collection<Fields extends ListedFields = ListedFields> {
  readonly fields: Fields
  /** The fields whose words are searched. */
  readonly searches: readonly string[]
  /** Shorter names of fields to sort by. */
  readonly also: Readonly<Record<string, string>>
  /** What each filtering parameter asks. */
  readonly filters: ReadonlyMap<string, Asks>
}

interface Asks {
  readonly field: string
  readonly comparison: Comparison
}

const bounds = ['gte', 'gt', 'lte', 'lt'] as const satisfies readonly Comparison[]
type Bound = (typeof bounds)[number]

type Ranged<Fields extends ListedFields> = {
  [Name in keyof Fields & string]: Fields[Name]['isRanged'] extends true ? Name : never
}[keyof Fields & string]

type Given = string | readonly string[]
type FilterSchema<Value> = z.ZodOptional<z.ZodType<Value, Given>>

type QueryShape<Fields extends ListedFields> = typeof paging & {
  readonly sort: z.ZodOptional<z.ZodType<readonly Order<keyof Fields & string>[], string>>
  readonly search: z.ZodOptional<z.ZodString>
} & { readonly [Name in keyof Fields]: FilterSchema<readonly FilterValue[]> } & {
  readonly [Name in Ranged<Fields> as `${Name}[${Bound}]`]: FilterSchema<FilterValue>
}

/** Describes a collection by its visible fields. */
export function collection<const Fields extends ListedFields>(described: {
  readonly fields: Fields
  readonly searches?: readonly (keyof Fields & string)[]
  readonly also?: Readonly<Record<string, keyof Fields & string>>
}): Collection<Fields> {
  const names = Object.keys(described.fields)
  const filters = new Map<string, Asks>()
  for (const field of names) {
    filters.set(field, { field, comparison: 'is' })
    for (const comparison of bounds) filters.set(`${field}[${comparison}]`, { field, comparison })
  }
  return { searches: [], also: {}, filters, ...described }
}

/**
 * The query of a collection: `?field=…`, given twice for either of two values; `?field[gte]=…` with `gt`, `lte` and `lt`;
 * `?sort=one,-other`; `?search=…` where there is text; a page.
 */
export function queryOf<const Fields extends ListedFields>(
  listed: Collection<Fields>,
): z.ZodObject<QueryShape<Fields>> {
  const filters = Object.entries(listed.fields).flatMap(([name, field]) => [
    [name, several(field).optional()] as const,
    ...(field.isRanged ? bounds.map((bound) => [`${name}[${bound}]`, one(field).optional()] as const) : []),
  ])
  const shape = {
    ...paging,
    sort: sorting(listed).optional(),
    ...(listed.searches.length > 0 && { search: z.string().max(100).optional() }),
    ...Object.fromEntries(filters),
  }
  // The names of the shape are made of the names of the fields: no type follows that.
  return z.object(shape) as unknown as z.ZodObject<QueryShape<Fields>>
}

/** A parsed query as stores are asked. */
export function listingOf<const Fields extends ListedFields>(
  { filters: known, searches }: Collection<Fields>,
  query: Readonly<Record<string, unknown>>,
): Listing<keyof Fields & string> {
  // What the schema of the same collection has let through.
  const { page, perPage, sort = [], search } = query as unknown as ParsedQuery<keyof Fields & string>
  const filters: Filter[] = []
  for (const [name, value] of Object.entries(query)) {
    const asked = known.get(name)
    if (asked && value !== undefined) filters.push({ ...asked, values: valuesOf(value) })
  }
  const words = search === undefined || search.trim() === '' ? undefined : searchWords(search)
  return {
    filters,
    sort,
    page,
    perPage,
    ...(words && { search: { words, fields: searches } }),
  }
}

interface ParsedQuery<Field extends string> {
  readonly page: number
  readonly perPage: number
  readonly sort?: readonly Order<Field>[]
  readonly search?: string
}

function valuesOf(value: unknown): readonly FilterValue[] {
  return (Array.isArray(value) ? value : [value]) as readonly FilterValue[]
}

const mostValues = 50

function several({ schema, json }: ListedField): z.ZodType<readonly FilterValue[], Given> {
  const read = (given: unknown, context: z.core.$RefinementCtx): readonly FilterValue[] => {
    const values = Array.isArray(given) ? given : [given]
    if (values.length > mostValues) {
      context.issues.push({ code: 'too_big', origin: 'array', maximum: mostValues, inclusive: true, input: given })
      return []
    }
    return values.flatMap((value) => readOne(schema, value, context))
  }
  return z
    .transform<Given, readonly FilterValue[]>(read)
    .meta({ type: 'array', items: json, description: 'Any of these; an empty one is no value.' })
}

function one({ schema, json }: ListedField): z.ZodType<FilterValue, Given> {
  const read = (given: unknown, context: z.core.$RefinementCtx): FilterValue =>
    readOne(schema, given, context)[0] ?? null
  return z.transform<Given, FilterValue>(read).meta({ ...json })
}

/** Issues are of the whole parameter, whichever of its values they come from. */
function readOne(
  schema: ListedField['schema'],
  value: unknown,
  context: z.core.$RefinementCtx,
): readonly FilterValue[] {
  const result = schema.safeParse(value)
  if (result.success) return [result.data]
  const [first] = result.error.issues
  if (first && context.issues.length === 0)
    context.issues.push({ ...first, path: [], input: value } as z.core.$ZodRawIssue)
  return []
}

function sorting<Fields extends ListedFields>({
  fields,
  also,
}: Collection<Fields>): z.ZodType<readonly Order<keyof Fields & string>[], string> {
  const sorted = Object.entries(fields).flatMap(([name, { isSorted }]) => (isSorted ? [name] : []))
  const known = new Map([...sorted.map((name) => [name, name] as const), ...Object.entries(also)])
  const names = [...known.keys()].flatMap((name) => [name, `-${name}`])
  const read = (given: unknown, context: z.core.$RefinementCtx): readonly Order[] => {
    const orders = typeof given === 'string' ? given.split(',').map((part) => orderOf(part, known)) : [undefined]
    const found = orders.filter((order) => order !== undefined)
    if (found.length < orders.length) context.issues.push({ code: 'invalid_value', values: names, input: given })
    return found.filter(({ field }, index) => found.findIndex((other) => other.field === field) === index)
  }
  return z
    .transform<string, readonly Order[]>(read)
    .meta({ type: 'array', items: { type: 'string', enum: names } })
    .describe('Which goes first, and where it is equal, which then; `-` is downwards.')
}

function orderOf(part: string, known: ReadonlyMap<string, string>): Order | undefined {
  const descending = part.startsWith('-')
  const field = known.get(descending ? part.slice(1) : part)
  return field === undefined ? undefined : { field, descending }
}
