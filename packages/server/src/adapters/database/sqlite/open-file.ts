import { realpathSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { migrations } from '../migrations/index.ts'
import type { ColumnTypes } from '../migrations/migration.ts'
import { holdLock } from './hold-lock.ts'
import type { WorkerSettings } from './mail.ts'

/** "TUTT": marks the file as ours. */
const applicationId = 0x54555454
const columnTypes: ColumnTypes = {
  sequence: 'integer primary key',
  appendOnly: (table: string) =>
    ['update', 'delete'].map(
      (change) =>
        `create trigger ${table}_no_${change} before ${change} on ${table}
        begin select raise(abort, '${table} is append-only'); end`,
    ),
  removableWhenOld: ({ table, column, keptMs }) => [
    `drop trigger ${table}_no_delete`,
    `create trigger ${table}_no_delete before delete on ${table}
      when old.${column} >= (select max(${column}) from ${table}) - ${keptMs}
      begin select raise(abort, '${table} is append-only'); end`,
  ],
}
/** Larger files are not read through at every start. */
const largestCheckedPages = 25_000

export interface OpenFile extends Disposable {
  readonly database: DatabaseSync
}

/**
 * Opens the file, looks whether it is ours and sound, and brings its schema up to date. Nothing is written before all
 * the looking is done. There is one server; a visitor beside it finds the schema as it is.
 * @throws Error whose message ends the sentence "The database <path> …".
 */
export function openFile({ path, role, busyTimeoutMs }: WorkerSettings): OpenFile {
  const isFile = path !== ':memory:'
  const lock = isFile ? holdLock(realpathSync(path), role === 'server' ? busyTimeoutMs : 0) : null
  if (isFile && role === 'server' && !lock) throw new Error('is in use by another program (is Tutti running already?)')
  const close = (): void => {
    if (database.isOpen) database.close()
    lock?.[Symbol.dispose]()
  }
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true })
  try {
    checkOrigin(database)
    checkSoundness(database)
    database.exec('pragma journal_mode = wal; pragma synchronous = full')
    if (lock || !isFile) migrate(database)
    else checkVersion(database)
    return { database, [Symbol.dispose]: close }
  } catch (error) {
    close()
    throw error
  }
}

export function readNumber(database: DatabaseSync, pragma: string): number {
  const row = database.prepare(`pragma ${pragma}`).get() ?? {}
  return Number(Object.values(row)[0])
}

/** A server that runs has brought the schema to its own version. */
function checkVersion(database: DatabaseSync): void {
  if (readNumber(database, 'user_version') === migrations.length) return
  throw new Error('is served by a Tutti of another version; stop that one first')
}

/** Whether the file is one that this Tutti can read. @throws Error that ends "The database <path> …". */
export function checkOrigin(database: DatabaseSync): void {
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
