/** How an engine spells what SQL leaves open. */
export interface ColumnTypes {
  /** A primary key that counts upwards by itself. */
  readonly sequence: string
}

export interface Migration {
  readonly name: string
  readonly statements: (types: ColumnTypes) => readonly string[]
}
