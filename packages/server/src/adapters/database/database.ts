import type { Compilable, Kysely } from 'kysely'
import type { Tables } from './tables.ts'

export type Row = Readonly<Record<string, unknown>>

/** Where everything that lasts is kept. */
export interface Database extends AsyncDisposable {
  /** Typed SQL. A statement run through it is one write of its own, durable once it resolves. */
  readonly query: Kysely<Tables>
  /**
   * Several statements, all or none, in order. Resolves once they are durable with the rows of each.
   * @throws UniqueViolation; Refusal `unavailable`, `overloaded`.
   */
  write(statements: readonly Compilable[]): Promise<readonly (readonly Row[])[]>
  /** Statements that wait for an answer. */
  readonly waiting: number
  /** Writes of this process that are over: as long as it stays the same, only others can have changed what was read. */
  readonly writes: number
}

/** A row that must be the only one of its kind was there already. */
export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation'
  /** For instance `user.email_key`. */
  readonly columns: readonly string[]

  constructor(columns: readonly string[], options?: ErrorOptions) {
    super(`not unique: ${columns.join(', ')}`, options)
    this.columns = columns
  }
}
