import { sql, type Compilable, type Insertable, type Kysely, type RawBuilder, type SqlBool } from 'kysely'
import type { Tables } from './tables.ts'

export type Condition = RawBuilder<SqlBool>

export interface InsertIf<Name extends keyof Tables> {
  readonly into: Name
  readonly row: Insertable<Tables[Name]>
  readonly condition: Condition
  /** What follows, for instance `on conflict …`. */
  readonly rest?: RawBuilder<unknown>
}

/** A statement that adds a row when the condition holds at its place in the transaction, and else nothing. */
export function insertIf<Name extends keyof Tables>(
  query: Kysely<Tables>,
  { into, row, condition, rest = sql`` }: InsertIf<Name>,
): Compilable {
  const columns = Object.entries(row)
  const names = sql.join(columns.map(([name]) => sql.ref(name)))
  const values = sql.join(columns.map(([, value]) => sql.val(value)))
  const statement = sql`insert into ${sql.table(into)} (${names}) select ${values} where ${condition} ${rest}`
  return { compile: () => statement.compile(query) }
}
