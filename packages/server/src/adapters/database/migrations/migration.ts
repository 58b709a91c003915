/** How an engine spells what SQL leaves open. */
export interface ColumnTypes {
  /** A primary key that counts upwards by itself. */
  readonly sequence: string
  /** Statements that refuse to change or remove rows of a table. */
  readonly appendOnly: (table: string) => readonly string[]
  /** For a table that is append-only: rows may be removed once they are this much older than the newest one. */
  readonly removableWhenOld: (what: { table: string; column: string; keptMs: number }) => readonly string[]
  /** Statements that give a table the column `seq`: the order in which its rows came. Those that are there go by `order`. */
  readonly numbered: (table: string, order: string) => readonly string[]
  /** Statements that make the words of a table's columns searchable. */
  readonly textIndex: (index: TextIndex) => readonly string[]
}

/** The table has the column `seq`. */
export interface TextIndex {
  readonly table: string
  readonly columns: readonly string[]
  /** Which rows are searched: all of them unless said otherwise. */
  readonly only?: { readonly column: string; readonly condition: string }
}

export interface Migration {
  readonly name: string
  readonly statements: (types: ColumnTypes) => readonly string[]
}
