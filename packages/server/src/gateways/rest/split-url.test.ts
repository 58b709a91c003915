import { assert, property, webUrl } from 'fast-check'
import { expect, test } from 'vitest'
import { splitUrl } from './split-url.ts'

test('the parts are those that a URL has', () => {
  assert(
    property(webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
      const { href, origin, pathname, search } = new URL(address)
      expect(splitUrl(href)).toEqual({ origin, pathname, search })
    }),
  )
})

test.each([
  'http://localhost/api/rooms?',
  'http://localhost/api?#a',
  'http://[::1]:80/api#?a',
  'https://a.example/?a=/b',
])('%s is split as a URL is', (address) => {
  const { href, origin, pathname, search } = new URL(address)
  expect(splitUrl(href)).toEqual({ origin, pathname, search })
})
