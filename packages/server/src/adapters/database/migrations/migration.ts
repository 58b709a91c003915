/** How an engine spells what SQL leaves open. */
export interface ColumnTypes {
  /** A primary key that counts upwards by itself. */
  readonly sequence: string
  /** Statements that refuse to change or remove rows of a table. */
  readonly appendOnly: (table: string) => readonly string[]
  /** For a table that is append-only: rows may be removed once they are this much older than the newest one. */
  readonly removableWhenOld: (what: { table: string; column: string; keptMs: number }) => readonly string[]
}

export interface Migration {
  readonly name: string
  readonly statements: (types: ColumnTypes) => readonly string[]
}
