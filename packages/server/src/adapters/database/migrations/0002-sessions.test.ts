import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { usersRoomsMessages } from './0001-users-rooms-messages.ts'
import { sessions } from './0002-sessions.ts'

const nothing = () => []
const types = {
  sequence: 'integer primary key',
  appendOnly: nothing,
  removableWhenOld: nothing,
  numbered: nothing,
  textIndex: nothing,
}

test('a session from before goes on with its age and its generation', () => {
  using database = new DatabaseSync(':memory:')
  for (const sql of usersRoomsMessages.statements(types)) database.exec(sql)
  database.exec(`insert into "user" values
    ('u', 'guest', 'p', 'Ana', 'ana', null, null, null, '[]', '#fff', 1, 1, 1, 7)`)
  database.exec(`insert into session values ('s', 'u', 'hash', 1000.5, 2000.5)`)

  for (const sql of sessions.statements(types)) database.exec(sql)

  expect({ ...database.prepare('select * from session').get() }).toEqual({
    id: 's',
    user_id: 'u',
    refresh_seed: 'hash',
    generation: 7,
    rotation: 0,
    rotated_at_ms: 1000.5,
    user_agent: null,
    created_at_ms: 1000.5,
    last_used_at_ms: 1000.5,
    expires_at_ms: 2000.5,
  })
})
