import * as fc from 'fast-check'
import Link from 'http-link-header'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startQueryStage, type QueryStage } from './query-stage.ts'

let stage: QueryStage
beforeAll(async () => {
  stage = await startQueryStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

/** Whatever it is, no answer takes this long; generous, so that a busy machine is not told from a slow query. */
const hangMs = 20_000

const fields = ['id', 'username', 'name', 'surname', 'email', 'roles', 'isPro', 'avatar', 'createdAt', 'updatedAt']
const keys = [...fields, 'createdAt[gte]', 'lastSeen[lt]', 'name[gt]', 'search', 'sort', 'page', 'per_page', 'limit']
const key = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: fc.string() })
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...`"'*:()^+-{}%_\\ AND OR NOT NEAR clara`, '\u0000', '\u0301'), maxLength: 30 }),
  fc.constantFrom('Clara', 'true', '2016-07-01', '2016-02-30', '-name,createdAt', 'person0', '1', '0', '-1', '1e9', ''),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
)
const query = fc
  .array(fc.tuple(key, value), { maxLength: 5 })
  .map(
    (pairs) =>
      `?${pairs.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('=')).join('&')}`,
  )

test('[B-018] [B-026] [S-62] whatever is asked is answered or refused, in the shape of the document', async () => {
  await fc.assert(
    fc.asyncProperty(query, async (search) => {
      const startedAtMs = performance.now()
      const { status } = await stage.list(search)
      expect(performance.now() - startedAtMs).toBeLessThan(hangMs)
      expect([200, 400]).toContain(status)
    }),
    { numRuns: 250 },
  )
}, 60_000)

test('[B-022] [B-023] [B-025] whatever the page, Link parses and agrees with the total', async () => {
  const asked = fc.record({ page: fc.integer({ min: 1, max: 90 }), perPage: fc.integer({ min: 1, max: 100 }) })
  await fc.assert(
    fc.asyncProperty(asked, async ({ page, perPage }) => {
      const { items, headers } = await stage.list(`?page=${page}&per_page=${perPage}&search=person`)
      const last = Math.ceil(75 / perPage)
      const refs = Link.parse(headers.get('link') ?? '').refs
      const pages = Object.fromEntries(refs.map(({ rel, uri }) => [rel, Number(new URL(uri).searchParams.get('page'))]))

      expect(headers.get('total-count')).toBe('75')
      expect(items).toHaveLength(Math.max(0, Math.min(perPage, 75 - (page - 1) * perPage)))
      expect(pages).toEqual({
        ...(last > 1 && page < last && { next: page + 1, last }),
        ...(last > 1 && page > 1 && { first: 1, prev: Math.min(page - 1, last) }),
      })
    }),
    { numRuns: 60 },
  )
}, 60_000)
