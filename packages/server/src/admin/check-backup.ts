import { DatabaseSync } from 'node:sqlite'
import { checkOrigin } from '../adapters/database/sqlite/open-file.ts'
import { explainOpening, toFailure } from '../adapters/database/sqlite/failures.ts'
import { CommandError } from './command.ts'

/** Makes one file of a copy and reads all of it. @throws CommandError when it is no sound database of ours. */
export function checkBackup(path: string): void {
  try {
    using database = new DatabaseSync(path)
    database.exec('pragma journal_mode = delete')
    if (database.prepare('select 1 from sqlite_schema limit 1').get() === undefined) throw new Error('is empty')
    checkOrigin(database)
    const row = database.prepare('pragma integrity_check(1)').get() ?? {}
    if (Object.values(row)[0] !== 'ok') throw new Error('is damaged')
  } catch (error) {
    throw new CommandError(`The file ${path} ${explainOpening(toFailure(error))}.`, { cause: error })
  }
}
