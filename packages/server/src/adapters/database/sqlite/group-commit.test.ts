import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { GroupCommit } from './group-commit.ts'

test('as many different statements as one likes are answered, the first ones again', () => {
  using database = new DatabaseSync(':memory:')
  const work = new GroupCommit(database)
  const ask = (value: number) =>
    work.read([{ id: value, kind: 'read', statements: [{ sql: `select ${value} as value`, parameters: [] }] }])

  const values = [...Array.from({ length: 1_200 }, (_, index) => index), 0, 1, 1_199]

  for (const value of values) expect(ask(value)).toMatchObject([{ id: value, rows: [[{ value }]] }])
})
