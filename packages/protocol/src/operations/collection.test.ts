import { describe, expect, test } from 'vitest'
import { collection, listingOf, queryOf } from './collection.ts'
import { choice, flag, number, text, time } from './listed-field.ts'

const pianos = collection({
  fields: { name: text, maker: choice(['bechstein', 'steinway']), keys: number, isTuned: flag, builtAt: time },
  searches: ['name'],
  also: { age: 'builtAt' },
})
const query = queryOf(pianos)

const listing = (given: Record<string, unknown>) => listingOf(pianos, query.parse(given))
const issuesOf = (given: Record<string, unknown>) =>
  query.safeParse(given).error?.issues.map(({ path, code }) => [path.join('.'), code]) ?? []

describe('a query', () => {
  test('of nothing is the first page', () => {
    expect(listing({})).toEqual({ filters: [], sort: [], page: 1, perPage: 20 })
  })

  test('[B-018] has values of the type of their field', () => {
    const given = {
      name: 'Grand',
      maker: ['bechstein', 'steinway'],
      keys: '88',
      isTuned: 'true',
      builtAt: '1912-04-15',
    }
    expect(listing(given).filters).toEqual([
      { field: 'name', comparison: 'is', values: ['Grand'] },
      { field: 'maker', comparison: 'is', values: ['bechstein', 'steinway'] },
      { field: 'keys', comparison: 'is', values: [88] },
      { field: 'isTuned', comparison: 'is', values: [true] },
      { field: 'builtAt', comparison: 'is', values: [Date.UTC(1912, 3, 15)] },
    ])
  })

  test('[B-018] has ranges of numbers and times alone', () => {
    expect(listing({ 'keys[gte]': '85', 'builtAt[lt]': '1912-04-15', 'name[gt]': 'a' }).filters).toEqual([
      { field: 'keys', comparison: 'gte', values: [85] },
      { field: 'builtAt', comparison: 'lt', values: [Date.UTC(1912, 3, 15)] },
    ])
  })

  test('[B-020] has an order, with shorter names for fields', () => {
    expect(listing({ sort: '-age,name,-name' }).sort).toEqual([
      { field: 'builtAt', descending: true },
      { field: 'name', descending: false },
    ])
  })

  test('[B-026] has words to search, in the fields that are searched', () => {
    expect(listing({ search: 'Grand piano' }).search).toEqual({ words: ['grand', 'piano'], fields: ['name'] })
    expect(listing({ search: '  ' })).not.toHaveProperty('search')
    expect(listing({ search: '%' }).search).toEqual({ words: [], fields: ['name'] })
  })
})

test.each([
  [{ maker: 'yamaha' }, ['maker', 'invalid_value']],
  [{ maker: ['steinway', 'yamaha'] }, ['maker', 'invalid_value']],
  [{ keys: '0x10' }, ['keys', 'invalid_type']],
  [{ keys: '' }, ['keys', 'invalid_type']],
  [{ isTuned: 'yes' }, ['isTuned', 'invalid_type']],
  [{ builtAt: '15/04/1912' }, ['builtAt', 'invalid_format']],
  [{ 'keys[gt]': ['1', '2'] }, ['keys[gt]', 'invalid_type']],
  [{ sort: 'weight' }, ['sort', 'invalid_value']],
  [{ sort: ['name', 'keys'] }, ['sort', 'invalid_value']],
  [{ name: Array.from({ length: 51 }, () => 'a') }, ['name', 'too_big']],
  [{ search: 'a'.repeat(101) }, ['search', 'too_big']],
])('[B-059] %j has one issue, of the whole parameter', (given, issue) => expect(issuesOf(given)).toEqual([issue]))
