import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { toFailure } from './failures.ts'
import type { Answer, Letter, SqlRow, Statement } from './mail.ts'

/** Listings make many different ones: those that were not asked for longest go. */
const mostPrepared = 500

/** Runs letters on an open database. Statements are prepared once. */
export class GroupCommit {
  readonly #database: DatabaseSync
  readonly #prepared = new Map<string, StatementSync>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  read(letters: readonly Letter[]): readonly Answer[] {
    return letters.map((letter) => this.#attempt(letter, () => this.#runAll(letter)))
  }

  /**
   * All writes in one transaction, so that many cost one fsync. Each has a savepoint of its own: one that fails is
   * undone alone. The answers are true once this returns.
   */
  write(letters: readonly Letter[]): readonly Answer[] {
    try {
      this.#database.exec('begin immediate')
      const answers = letters.map((letter) => this.#attempt(letter, () => this.#runInSavepoint(letter)))
      // Some failures, a full disk for one, end the whole transaction.
      if (!this.#database.isTransaction) throw new Error('the transaction was rolled back')
      this.#database.exec('commit')
      return answers
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback')
      const failure = { errcode: 10, ...definedOnly(toFailure(error)) }
      return letters.map(({ id }) => ({ id, failure }))
    }
  }

  #attempt({ id }: Letter, run: () => readonly (readonly SqlRow[])[]): Answer {
    try {
      return { id, rows: run() }
    } catch (error) {
      return { id, failure: toFailure(error) }
    }
  }

  #runInSavepoint(letter: Letter): readonly (readonly SqlRow[])[] {
    this.#database.exec('savepoint letter')
    try {
      const rows = this.#runAll(letter)
      this.#database.exec('release letter')
      return rows
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback to letter; release letter')
      throw error
    }
  }

  #runAll({ statements }: Letter): readonly (readonly SqlRow[])[] {
    return statements.map((statement) => this.#run(statement))
  }

  #run({ sql, parameters }: Statement): readonly SqlRow[] {
    return this.#prepare(sql).all(...parameters)
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql)
    const prepared = known ?? this.#database.prepare(sql)
    // A map keeps the order of its keys: the last used one is moved to the end.
    if (known) this.#prepared.delete(sql)
    this.#prepared.set(sql, prepared)
    if (this.#prepared.size > mostPrepared) this.#prepared.delete(this.#prepared.keys().next().value ?? '')
    return prepared
  }
}

/** Without a result code of its own, a failed commit counts as a failed disk. */
function definedOnly({ message, errcode }: { readonly message: string; readonly errcode: number | null }) {
  return errcode === null ? { message } : { message, errcode }
}
