import { afterAll, beforeAll, expect, test } from 'vitest'
import { startQueryStage, type QueryStage } from './query-stage.ts'

let stage: QueryStage
beforeAll(async () => {
  stage = await startQueryStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

const total = async (search: string) =>
  Number((await stage.list(`?search=${encodeURIComponent(search)}`)).headers.get('total-count'))

test.each([
  ['a user name', 'person04', 1],
  ['another case', 'PERSON04', 1],
  ['the beginning of a word', 'pers', 75],
  ['a name without its accents', 'emile', 15],
  ['a name with its accents in two pieces', 'E\u0301mile', 15],
  ['two words, in any order', 'schumann émile', 5],
  ['two words that are never together', 'clara robert', 0],
  ['the middle of a word', 'erson', 0],
  ['a part of a name with a dot in it', 'asker', 1],
  ['nothing but spaces', '   ', 76],
] as const)('[B-026] %s', async (_, search, found) => {
  expect(await total(search)).toBe(found)
})

test.each(['%', '_', "'", '"', '""', '*', ':*', '(', ')', '\\', '-', '^', '+', '\u0000', '😀', '\u0301', '{name}:'])(
  '[B-026] [S-62] [S-63] %j is text and no operator',
  async (search) => {
    expect(await total(`zz${search}`)).toBe(0)
    expect((await stage.list(`?search=${encodeURIComponent(search)}`)).status).toBe(200)
  },
)

test.each(['clara OR robert', 'clara NOT wieck', 'NEAR(clara wieck, 5)', "' OR 1=1 --", 'username:person04 AND x*'])(
  '[B-026] [S-62] %s is words',
  async (search) => expect(await total(search)).toBe(0),
)

test('[B-026] what nobody is shown is not searched', async () => {
  for (const search of ['secret04', 'hidden.example', 'hash', 'member']) expect(await total(search)).toBe(0)
})

test('[B-026] a change is found at once', async () => {
  const { token } = stage.member
  const patched = await fetch(`${stage.server.url}/users/me`, {
    method: 'PATCH',
    headers: {
      Authorization: `JWT ${token}`,
      'Application-Id': '6454d937-0a18-44a8-b482-bb48684f1ed4',
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ name: 'Ørsted-Łukasz' }),
  })
  expect(patched.status).toBe(200)
  expect(await stage.names('?search=łukasz')).toEqual(['the.asker'])
})
