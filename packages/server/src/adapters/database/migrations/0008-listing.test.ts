import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { columnTypes } from '../sqlite/column-types.ts'
import { migrations } from './index.ts'
import { listing } from './0008-listing.ts'

/** A database with everything from before, and this many accounts and rooms. */
function openOlder(count: number): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  for (const migration of migrations.slice(0, migrations.indexOf(listing))) {
    for (const sql of migration.statements(columnTypes)) database.exec(sql)
  }
  for (let index = count; index > 0; index -= 1) {
    database.exec(`insert into "user" (id, kind, public_id, username, username_key, email, email_key, password_hash, roles,
      color, created_at_ms, updated_at_ms, last_seen_at_ms, generation, name_key) values ('u${index}', 'account',
      'p${index}', 'U${index}', 'u${index}', 'e', 'e${index}', 'h', '[]', '#fff', ${index}, 1, 1, 0, 'Zoë')`)
    database.exec(`insert into room (id, name, name_key, type, max_users, lifetime, settings, created_at_ms, updated_at_ms)
      values ('r${index}', 'Étude', 'étude', '${index === 1 ? 'private' : 'public'}', 5, 'lasting', '{}', 1, 1)`)
  }
  return database
}

const numbers = (database: DatabaseSync, sql: string) =>
  database
    .prepare(sql)
    .all()
    .map((row) => Object.values(row)[0])

test('[B-021] users from before are numbered by their age, and new ones behind them', () => {
  using database = openOlder(3)
  for (const sql of listing.statements(columnTypes)) database.exec(sql)
  database.exec(`insert into "user" (id, kind, public_id, username, username_key, roles, color, created_at_ms,
    updated_at_ms, last_seen_at_ms, generation) values ('g', 'guest', 'g', 'G', 'g', '[]', '#fff', 0, 1, 1, 0)`)

  expect(numbers(database, 'select id from "user" order by seq')).toEqual(['u1', 'u2', 'u3', 'g'])
})

test('[B-026] what is there from before is found, private rooms and guests are not', () => {
  using database = openOlder(3)
  for (const sql of listing.statements(columnTypes)) database.exec(sql)

  expect(numbers(database, `select count(*) from user_text where user_text match 'zoe'`)).toEqual([3])
  expect(numbers(database, `select count(*) from room_text where room_text match 'etud*'`)).toEqual([2])
  expect(numbers(database, 'pragma integrity_check')).toEqual(['ok'])
})
