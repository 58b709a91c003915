import type { Search } from '@tutti/core'
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '../database.ts'
import type { Tables } from '../tables.ts'

/** Where the words of a collection are. */
export interface TextOf<Field extends string> {
  readonly query: Database['query']
  readonly index: Extract<keyof Tables, `${string}_text`>
  /** The columns of the index that hold fields. */
  readonly columns: { readonly [Name in Field]?: string }
}

export interface FoundText {
  readonly total: number
  /** The `seq` of what was found, as a subquery. */
  readonly seqs: RawBuilder<unknown>
  /** The newest of them. */
  readonly newest: (limit: number, offset: number) => RawBuilder<unknown>
}

/** What has words that begin like those of the search, in the fields that it may look at. */
export async function findText<Field extends string>(
  { query, index, columns }: TextOf<Field>,
  { words, fields }: Search<Field>,
): Promise<FoundText> {
  const searched = fields.flatMap((field) => columns[field] ?? [])
  if (words.length === 0 || searched.length === 0) return nothing
  // Words are letters and digits: within the quotes none of them is an operator.
  const match = `{${searched.join(' ')}} : (${words.map((word) => `"${word}"*`).join(' AND ')})`
  const found = sql<boolean>`${sql.table(index)} match ${match}`
  const matching = query.selectFrom(index).where(found)
  const counted = await matching.select(sql<number>`count(*)`.as('total')).executeTakeFirst()
  const seqs = sql`select rowid from ${sql.table(index)} where ${found}`
  return {
    total: counted?.total ?? 0,
    seqs,
    newest: (limit, offset) => sql`${seqs} order by rowid desc limit ${limit} offset ${offset}`,
  }
}

const nothing: FoundText = { total: 0, seqs: sql`select null where 1 = 0`, newest: () => nothing.seqs }
