/** How an engine spells what SQL leaves open. */
export interface ColumnTypes {
  /** A primary key that counts upwards by itself. */
  readonly sequence: string
  /** Statements that refuse to change or remove rows of a table. */
  readonly appendOnly: (table: string) => readonly string[]
}

export interface Migration {
  readonly name: string
  readonly statements: (types: ColumnTypes) => readonly string[]
}
