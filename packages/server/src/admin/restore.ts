import { copyFileSync, existsSync, realpathSync, renameSync, rmSync, chmodSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeFolder } from '../files/make-folder.ts'
import { parseDatabasePath } from '../adapters/database/open-database.ts'
import { holdLock } from '../adapters/database/sqlite/hold-lock.ts'
import { checkBackup } from './check-backup.ts'
import { CommandError, type Command } from './command.ts'

export const restore: Command = {
  usage: 'restore <file>',
  about: 'Puts a backup in the place of the database. The server must not run; what was there is kept beside it.',
  options: [],
  words: [1, 1],
  async run({ config, words: [file = ''], say }) {
    const given = parseDatabasePath(config.databaseUrl)
    const path = existsSync(given) ? realpathSync(given) : given
    if (!existsSync(file)) throw new CommandError(`There is no file ${resolve(file)}.`)
    makeFolder(dirname(path))
    using lock = holdLock(path, 0)
    if (!lock) throw new CommandError('Tutti is running: stop it first.')
    const draft = `${path}.restoring`
    copyFileSync(file, draft)
    chmodSync(draft, 0o600)
    try {
      checkBackup(draft)
    } catch (error) {
      rmSync(draft, { force: true })
      throw error
    }
    const aside = setAside(path)
    renameSync(draft, path)
    say(`The database is the one of ${resolve(file)}.`)
    if (aside) say(`What was there is kept as ${aside}.`)
  },
}

/** Moves the database out of the way, with what SQLite keeps beside it. Null when there is none. */
function setAside(path: string): string | null {
  if (!existsSync(path)) return null
  const aside = `${path}.before-${new Date().toISOString().replace(/[:.]/g, '-')}`
  foldIn(path)
  for (const end of ['', '-wal', '-shm']) if (existsSync(path + end)) renameSync(path + end, aside + end)
  return aside
}

/** Takes the log of a server that was killed into the file. A damaged file stays as it is. */
function foldIn(path: string): void {
  try {
    using database = new DatabaseSync(path)
    database.exec('pragma wal_checkpoint(truncate)')
  } catch {
    // Its log is moved along with it.
  }
}
