import { DatabaseSync } from 'node:sqlite'
import { migrations } from '../migrations/index.ts'
import type { WorkerSettings } from './mail.ts'

/** "TUTT": marks the file as ours. */
const applicationId = 0x54555454
const columnTypes = { sequence: 'integer primary key' }
/** Larger files are not read through at every start. */
const largestCheckedPages = 25_000

/**
 * Opens the file, looks whether it is ours and sound, and brings its schema up to date. Nothing is written before all
 * the looking is done. The lock is exclusive: two servers on one file would close each other's rooms.
 * @throws Error whose message ends the sentence "The database <path> …".
 */
export function openFile({ path, busyTimeoutMs }: WorkerSettings): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true })
  try {
    database.exec('pragma locking_mode = exclusive')
    database.exec('begin exclusive; rollback')
    checkOrigin(database)
    checkSoundness(database)
    database.exec('pragma journal_mode = wal; pragma synchronous = full')
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function readNumber(database: DatabaseSync, pragma: string): number {
  const row = database.prepare(`pragma ${pragma}`).get() ?? {}
  return Number(Object.values(row)[0])
}

function checkOrigin(database: DatabaseSync): void {
  const isEmpty = database.prepare('select 1 from sqlite_schema limit 1').get() === undefined
  if (isEmpty) return
  if (readNumber(database, 'application_id') !== applicationId) throw new Error('belongs to another program')
  const version = readNumber(database, 'user_version')
  if (version > migrations.length) {
    throw new Error(
      `was made by a newer Tutti (schema ${version}, this one knows ${migrations.length}); start that one instead`,
    )
  }
}

function checkSoundness(database: DatabaseSync): void {
  if (readNumber(database, 'page_count') > largestCheckedPages) return
  const row = database.prepare('pragma quick_check(1)').get() ?? {}
  if (Object.values(row)[0] !== 'ok') throw new Error('is damaged; restore it from a backup')
}

function migrate(database: DatabaseSync): void {
  const version = readNumber(database, 'user_version')
  if (version === migrations.length) return
  database.exec('begin immediate')
  for (const migration of migrations.slice(version)) {
    for (const sql of migration.statements(columnTypes)) database.exec(sql)
  }
  database.exec(`pragma application_id = ${applicationId}; pragma user_version = ${migrations.length}; commit`)
}
