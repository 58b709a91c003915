import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { backup as copyPages, DatabaseSync } from 'node:sqlite'
import { makeFolder } from '../files/make-folder.ts'
import { parseDatabasePath } from '../adapters/database/open-database.ts'
import { CommandError, type Command } from './command.ts'
import { checkBackup } from './check-backup.ts'

export const backup: Command = {
  usage: 'backup [<file>]',
  about:
    'Copies the database as it is at one moment, also while the server runs. Secrets and avatars are files beside it.',
  options: [],
  words: [0, 1],
  async run({ config, words: [file], say }) {
    const source = parseDatabasePath(config.databaseUrl)
    if (!existsSync(source)) throw new CommandError(`There is no database at ${source} yet.`)
    const stamp = new Date().toISOString().replace(/[:.]/g, '-')
    const target = resolve(file ?? join(config.dataDir, 'backups', `tutti-${stamp}.db`))
    await copyDatabase(source, target)
    say(`${target} (${Math.ceil(statSync(target).size / 1024)} KiB)`)
  },
}

/** The most that fits: a number of pages that no database has. */
const everyPage = 2 ** 31 - 1

/**
 * Everything that was acknowledged before the call is in the copy. It appears whole and checked under its name, or not
 * at all. @throws CommandError.
 */
async function copyDatabase(source: string, target: string): Promise<void> {
  if (existsSync(target)) throw new CommandError(`${target} is there already.`)
  makeFolder(dirname(target))
  const draft = `${target}.part`
  rmSync(draft, { force: true })
  closeSync(openSync(draft, 'wx', 0o600))
  try {
    using database = new DatabaseSync(source, { readOnly: true, timeout: 5000 })
    // In one step: a copy in several begins anew whenever somebody writes in between, and would never end.
    await copyPages(database, draft, { rate: everyPage })
    checkBackup(draft)
    sync(draft)
    renameSync(draft, target)
  } catch (error) {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(draft + end, { force: true })
    throw error
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}
