import Link from 'http-link-header'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BlueprintClient } from './blueprint-client.ts'
import { startQueryStage, type QueryStage } from './query-stage.ts'

const publicUrl = 'https://piano.example'

let stage: QueryStage
beforeAll(async () => {
  stage = await startQueryStage(publicUrl)
})
afterAll(() => stage[Symbol.asyncDispose]())

/** The pages that a Link header names, by relation. */
function linksOf(headers: Headers): Record<string, URL> {
  const header = headers.get('link')
  if (header === null) return {}
  const { refs } = Link.parse(header)
  return Object.fromEntries(refs.map(({ rel, uri }) => [rel, new URL(uri)]))
}

const pageIn = (url: URL | undefined) => url?.searchParams.get('page')

test.each([
  ['the first page', '', { next: '2', last: '3' }],
  ['a page in the middle', '?page=2', { next: '3', last: '3', first: '1', prev: '1' }],
  ['the last page', '?page=3', { first: '1', prev: '2' }],
  ['a page past the end', '?page=9', { first: '1', prev: '3' }],
])('[B-022] [B-023] %s links to the others', async (_, query, pages) => {
  const links = linksOf((await stage.list(query)).headers)
  expect(Object.fromEntries(Object.entries(links).map(([rel, url]) => [rel, pageIn(url)]))).toEqual(pages)
})

test.each(['?per_page=76', '?search=person04', '?username=nobody', '?per_page=76&page=2'])(
  '[B-023] %s needs no links: all is on one page',
  async (query) => expect((await stage.list(query)).headers.get('link')).toBeNull(),
)

test('[B-022] a link is an absolute address in angle brackets with a quoted relation', async () => {
  const { headers } = await stage.list('?page=2')
  expect(headers.get('link')).toMatch(/^<https:\/\/[^<>\s]+>; rel="\w+"(?:, <https:\/\/[^<>\s]+>; rel="\w+")*$/)
})

test('[B-024] links begin with the public address, whatever Host is claimed', async () => {
  const { next } = linksOf((await stage.list('')).headers)
  expect([next?.origin, next?.pathname]).toEqual([publicUrl, '/users'])
})

test('[B-023] links keep the other parameters', async () => {
  const query = 'search=person&sort=-name%2CcreatedAt&createdAt%5Bgte%5D=2016-01-01&roles=member&roles=pro&limit=10'
  const { next } = linksOf((await stage.list(`?${query}`)).headers)
  expect(Object.fromEntries(next?.searchParams ?? [])).toEqual({
    search: 'person',
    sort: '-name,createdAt',
    'createdAt[gte]': '2016-01-01',
    roles: 'pro',
    page: '2',
    per_page: '10',
  })
  expect(next?.searchParams.getAll('roles')).toEqual(['member', 'pro'])
})

test('[S-71] nothing that is sent ends a line of the header', async () => {
  const { headers } = await stage.list('?search=person%0D%0ASet-Cookie:%20a=b%22%3E')
  expect([headers.get('set-cookie'), headers.get('total-count')]).toEqual([null, '0'])
  const { next } = linksOf((await stage.list('?search=person%0D%0A&sort=-name')).headers)
  expect(next?.searchParams.get('search')).toBe('person\r\n')
})

test.each(['', '?per_page=7', '?limit=100', '?sort=name&per_page=10', '?search=person&per_page=25&sort=-surname'])(
  '[B-023] whoever follows next from %j sees everything once',
  async (query) => {
    const seen: string[] = []
    let next: string | undefined = query
    let total = ''
    while (next !== undefined) {
      const { items, headers } = await stage.list(next)
      seen.push(...items.map(({ username }) => String(username)))
      total = headers.get('total-count') ?? ''
      next = linksOf(headers)['next']?.search
    }
    expect([seen.length, new Set(seen).size]).toEqual([Number(total), Number(total)])
  },
)

test('[B-023] a page has 30 unless said otherwise, and never more than 100', async () => {
  expect((await stage.list('')).items).toHaveLength(30)
  expect((await stage.list('?per_page=12')).items).toHaveLength(12)
  expect((await stage.list('?limit=12')).items).toHaveLength(12)
  expect((await stage.list('?per_page=100000')).items).toHaveLength(76)
})

test('[B-025] the total is the same on every page, and on a HEAD', async () => {
  const totals = await Promise.all(['', '?page=2', '?page=3', '?page=99'].map(stage.list))
  expect(totals.map(({ headers }) => headers.get('total-count'))).toEqual(['76', '76', '76', '76'])

  const response = await fetch(`${stage.server.url}/users?surname=Wieck`, {
    method: 'HEAD',
    headers: { Authorization: `JWT ${stage.member.token}`, 'Application-Id': '6454d937-0a18-44a8-b482-bb48684f1ed4' },
  })
  expect([response.status, response.headers.get('total-count')]).toEqual([200, '25'])
})

test('[B-023] a page past the end is empty, however far', async () => {
  for (const page of ['4', '1000000000', '9007199254740991']) {
    const { status, value, headers } = await stage.list(`?page=${page}`)
    expect([status, value, headers.get('total-count')]).toEqual([200, [], '76'])
  }
})

test('[B-027] who comes while somebody turns pages moves the rest along: nobody is left out, and that is documented', async () => {
  const before = await stage.names('?per_page=30')
  await new BlueprintClient(stage.server.url).member({ username: 'late.comer' })
  const after = await stage.names('?per_page=30&page=2')

  expect(after[0]).toBe(before.at(-1))
  expect([...before, ...after]).toEqual(expect.arrayContaining(['the.asker', 'person44']))

  const document = await (await fetch(`${stage.server.url}/openapi.json`)).text()
  expect(document).toContain('What is added meanwhile moves the rest along.')
})
