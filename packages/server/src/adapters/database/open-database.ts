import { accessSync, closeSync, constants, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Log } from '../../telemetry/log.ts'
import { makeFolder } from '../../files/make-folder.ts'
import { DatabaseError } from './database-error.ts'
import type { Database } from './database.ts'
import { openSqlite } from './sqlite/open-sqlite.ts'

export interface OpenDatabase {
  /** `file:<path>`, or `memory:` for one that ends with the process. */
  readonly url: string
  readonly log: Log
  /** Comes beside a server that may be running, and leaves the serving to it. */
  readonly visits?: boolean
}

/** @throws DatabaseError with one clear line; a file that is not ours, or not sound, is left as it is. */
export async function openDatabase({ url, log, visits = false }: OpenDatabase): Promise<Database> {
  const role = visits ? 'visitor' : 'server'
  if (url === 'memory:') return openSqlite({ path: ':memory:', role, log })
  const path = parseDatabasePath(url)
  checkPlace(path)
  return openSqlite({ path, role, log })
}

/** The file behind a `file:` address. @throws DatabaseError. */
export function parseDatabasePath(url: string): string {
  if (!url.startsWith('file:') || url.length === 'file:'.length) {
    throw new DatabaseError('The database address is not of the form file:<path> or memory:.')
  }
  return url.startsWith('file://') ? fileURLToPath(url) : resolve(url.slice('file:'.length))
}

function checkPlace(path: string): void {
  const folder = dirname(path)
  try {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new DatabaseError(`The folder ${folder} cannot be written to: it must hold the database.`, { cause: error })
  }
  const present = statSync(path, { throwIfNoEntry: false })
  if (present?.isDirectory()) throw new DatabaseError(`The database ${path} is a folder.`)
  // What SQLite puts beside the file takes over its mode: password hashes are for its owner alone.
  if (!present) closeSync(openSync(path, 'a', 0o600))
}
