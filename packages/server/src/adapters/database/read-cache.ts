import type { Database } from './database.ts'

interface Entry<Value> {
  readonly writes: number
  readonly readAtMs: number
  readonly value: Promise<Value>
}

export interface ReadCacheParts {
  readonly database: Pick<Database, 'writes'>
  /** Monotonic milliseconds. */
  readonly now: () => number
}

/** What another process writes into the same file, the admin's command line for one, is seen after this long. */
const freshMs = 500
/** Of one kind of read. */
const mostEntries = 2_000

/**
 * Remembers what was read until anything is written here: whoever was told of a write sees it. Readers of the same thing
 * at the same time share one query.
 */
export class ReadCache {
  readonly #parts: ReadCacheParts

  constructor(parts: ReadCacheParts) {
    this.#parts = parts
  }

  /** A read that answers from memory while that is true. What it returns is shared and must not be changed. */
  wrap<Args extends readonly unknown[], Value>(
    read: (...args: Args) => Promise<Value>,
  ): (...args: Args) => Promise<Value> {
    const { database, now } = this.#parts
    const entries = new Map<string, Entry<Value>>()
    return (...args) => {
      const key = args.length === 1 && typeof args[0] === 'string' ? args[0] : JSON.stringify(args)
      const present = entries.get(key)
      if (present && this.#isTrue(present)) return present.value
      if (entries.size >= mostEntries) entries.clear()
      const entry = { writes: database.writes, readAtMs: now(), value: read(...args) }
      entries.set(key, entry)
      entry.value.catch(() => {
        if (entries.get(key) === entry) entries.delete(key)
      })
      return entry.value
    }
  }

  #isTrue({ writes, readAtMs }: Entry<unknown>): boolean {
    const { database, now } = this.#parts
    return writes === database.writes && now() - readAtMs < freshMs
  }
}
