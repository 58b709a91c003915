import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startQueryStage, type QueryStage } from './query-stage.ts'

let stage: QueryStage
beforeAll(async () => {
  stage = await startQueryStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

const plus = (text: string) => encodeURIComponent(text)

describe('filters', () => {
  test('[B-017] a parameter that is a field filters, and the total tells how many there are', async () => {
    const { status, items, headers } = await stage.list('?username=person04')
    expect([status, items.length, headers.get('total-count')]).toEqual([200, 1, '1'])
  })

  test('[B-017] where nothing is found the answer is an empty list', async () => {
    const { status, value, headers } = await stage.list('?username=nobody')
    expect([status, value, headers.get('total-count')]).toEqual([200, [], '0'])
  })

  test('[B-018] every field of a user that is no list of its own finds that user', async () => {
    const [user] = (await stage.list('?username=person07')).items
    expect(user).toBeDefined()
    for (const [field, value] of Object.entries(user ?? {})) {
      const values = Array.isArray(value) ? value : [value ?? '']
      if (field === 'avatarSmall') continue
      for (const one of values) {
        const found = await stage.names(`?${field}=${plus(String(one))}&per_page=100`)
        expect([field, found]).toEqual([field, expect.arrayContaining(['person07'])])
      }
    }
  })

  test('[B-018] a field given twice is either of two values', async () => {
    expect(await stage.names('?username=person03&username=person05')).toEqual(['person05', 'person03'])
  })

  test.each([
    'passwordHash',
    'password_hash',
    'refreshSeed',
    'userId',
    'created_at',
    'createdAt[between]',
    'avatarUrl',
  ])('[B-018] [S-56] the parameter %s is no field and refused', async (name) => {
    const { status, code, details } = await stage.list(`?${plus(name)}=x`)
    expect([status, code]).toEqual([400, 10003])
    expect(details).toMatchObject([{ type: 'object.allowUnknown', path: name }])
  })

  test('[B-018] [S-56] nobody finds others by their e-mail address, everybody themselves', async () => {
    expect(await stage.names('?email=secret04@hidden.example')).toEqual([])
    expect(await stage.names(`?email=${plus(stage.member.email.toUpperCase())}`)).toEqual(['the.asker'])
    expect((await stage.list('?sort=email')).code).toBe(10003)
  })

  test.each([
    ['surname=Wieck&name=Clara', 5],
    ['surname=Wieck&name=Clara&createdAt[gte]=2016-07-01T15:30:00Z', 3],
    ['surname=Wieck&search=cla', 5],
    ['surname=&name=Clara', 5],
    ['isPro=false&roles=member&surname=Wieck', 25],
    ['isPro=true', 0],
  ])('[B-019] %s go together', async (query, total) => {
    const { headers } = await stage.list(`?${query}&sort=username&per_page=2`)
    expect(headers.get('total-count')).toBe(String(total))
  })
})

describe('dates', () => {
  test.each([
    '2016-07-01T15:11:09.553Z',
    '2016-07-01T17:11:09.553+02:00',
    '2016-07-01T15:11:09.553',
    '2016-06-30T23:11:09.553-16:00',
  ])('[B-042] %s is one instant', async (text) => {
    expect(await stage.names(`?createdAt=${plus(text)}`)).toEqual(['person00'])
  })

  test.each([
    ['createdAt[gte]=2016-07-01T15:12:09.553Z', 75],
    ['createdAt[gt]=2016-07-01T15:12:09.553Z', 74],
    ['createdAt[lte]=2016-07-01T15:12:09.553Z', 2],
    ['createdAt[lt]=2016-07-01T15:12:09.553Z', 1],
    ['createdAt[gte]=2016-07-01T15:13:00Z&createdAt[lt]=2016-07-01T15:16:00Z', 3],
    ['createdAt[lt]=2016-07-01', 0],
    ['createdAt[gte]=2016-07-01&createdAt[lt]=2016-07-02', 75],
  ])('[B-042] %s is a range', async (query, total) => {
    expect((await stage.list(`?${query}`)).headers.get('total-count')).toBe(String(total))
  })

  test.each([
    '01/02/2016',
    '2016-02-30',
    '2015-02-29T00:00:00Z',
    '2016-7-1',
    '1467385869553',
    'now',
    '2016-07-01T25:00Z',
  ])('[B-042] [B-066] %s is no date of ISO 8601', async (text) => {
    for (const field of ['createdAt', 'updatedAt[gte]', 'lastSeen[lt]']) {
      const { status, code, details } = await stage.list(`?${plus(field)}=${plus(text)}`)
      expect([status, code]).toEqual([400, 10005])
      expect(details).toMatchObject([{ type: 'date.isoDate', path: field, context: { value: text } }])
    }
  })
})

describe('order', () => {
  test('[B-020] by several fields, each upwards or downwards', async () => {
    const { items } = await stage.list('?sort=name,-createdAt&search=schumann&per_page=100')
    const found = items.map(({ name, createdAt }) => [String(name).toLowerCase(), String(createdAt)] as const)
    const sorted = found.toSorted(([a, x], [b, y]) => (a === b ? (x < y ? 1 : -1) : a < b ? -1 : 1))
    expect(found).toHaveLength(25)
    expect(found).toEqual(sorted)
  })

  test.each(['-', ',', 'name,', '', 'zzz', 'passwordHash', '--name', 'roles', 'name desc', 'userId'])(
    '[B-020] [S-62] the order %j is refused',
    async (sort) => {
      const { status, code, details } = await stage.list(`?sort=${plus(sort)}`)
      expect([status, code]).toEqual([400, 10003])
      expect(details).toMatchObject([{ type: 'any.allowOnly', path: 'sort' }])
    },
  )

  test('[B-020] a field twice is a field once, and what is equal keeps its order on all pages', async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => stage.names(`?sort=surname,surname&per_page=20&page=${page}`)),
    )
    expect(new Set(pages.flat()).size).toBe(76)
    expect(pages.flat()).toEqual(await stage.names('?sort=surname&per_page=100'))
  })

  test('[B-021] the newest first, unless said otherwise', async () => {
    const found = await stage.names('?per_page=100')
    expect(found.slice(0, 3)).toEqual(['the.asker', 'person74', 'person73'])
    expect(await stage.names('?per_page=100&sort=createdAt')).toEqual(found.toReversed())
  })
})

describe('what is wrong', () => {
  test('[B-059] every wrong parameter is told, in the shape of the document', async () => {
    const { error } = await stage.list('?page=x&sort=zzz')
    expect(error).toMatchObject({
      statusCode: 400,
      error: 'Bad Request',
      message: 'Invalid query parameters',
      data: {
        code: 10003,
        validation: {
          details: [
            {
              message: '"page" must be a number',
              path: 'page',
              type: 'number.base',
              context: { key: 'page', value: 'x' },
            },
            { path: 'sort', type: 'any.allowOnly', context: { key: 'sort', value: 'zzz' } },
          ],
          source: 'query',
          keys: ['page', 'sort'],
        },
      },
    })
  })

  test.each([
    ['isPro=maybe', 'isPro', 'boolean.base'],
    ['roles=emperor', 'roles', 'any.allowOnly'],
    ['page=0', 'page', 'number.min'],
    ['page=-1', 'page', 'number.min'],
    ['page=1.5', 'page', 'number.integer'],
    ['per_page=0', 'per_page', 'number.min'],
    ['per_page=x', 'per_page', 'number.base'],
    ['limit=x', 'limit', 'number.base'],
    [`search=${'x'.repeat(101)}`, 'search', 'string.max'],
    [`username=${'x'.repeat(321)}`, 'username', 'string.max'],
    ['search=a&search=b', 'search', 'string.base'],
    ['createdAt[gte]=2016-07-01&createdAt[gte]=2016-07-02', 'createdAt[gte]', 'date.isoDate'],
  ])('[B-023] [B-060] [S-66] %s is refused', async (query, path, type) => {
    const { status, details } = await stage.list(`?${query}`)
    expect([status, details]).toMatchObject([400, [{ path, type }]])
  })
})
