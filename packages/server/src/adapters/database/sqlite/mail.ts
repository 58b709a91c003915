/** What travels between the server's thread and the database's. */
export type SqlValue = null | string | number | bigint | Uint8Array
export type SqlRow = Readonly<Record<string, SqlValue>>

export interface Statement {
  readonly sql: string
  readonly parameters: readonly SqlValue[]
}

/** A read is one statement; a write is several, all or none. */
export interface Letter {
  readonly id: number
  readonly kind: 'read' | 'write'
  readonly statements: readonly Statement[]
}

export interface Failure {
  readonly message: string
  /** SQLite's extended result code, when the engine said it. */
  readonly errcode: number | null
}

export type Answer =
  | { readonly id: number; readonly rows: readonly (readonly SqlRow[])[] }
  | { readonly id: number; readonly failure: Failure }

/** The first thing the database's thread says. */
export type Greeting = { readonly opened: true } | { readonly opened: false; readonly reason: string }

export interface WorkerSettings {
  /** A path, or `:memory:`. */
  readonly path: string
  readonly busyTimeoutMs: number
  /** There is one server; a visitor, such as the command line, may come beside it. */
  readonly role: 'server' | 'visitor'
}
