import type { Listing, Page } from '@tutti/core'
import type { Dialect, Pagination } from '@tutti/protocol/dialects'
import type { PageOf } from '@tutti/protocol/rest'
import type { UrlParts } from './split-url.ts'

/** A page as an operation answers it. */
export function presentPage<Item, View>(
  { page, perPage }: Listing,
  { items, total }: Page<Item>,
  present: (item: Item) => View,
): PageOf<View> {
  return { items: items.map(present), page, perPage, total }
}

interface LinkedPage extends Pagination {
  readonly dialect: Dialect
  readonly url: UrlParts
  /** What links begin with. Never the Host that a client claims (B-024). */
  readonly base: string
}

/**
 * `Total-Count`, and `Link` as GitHub writes it (RFC 8288): first and prev from page 2 on, next and last before the end,
 * none where all is on one page.
 */
export function pageHeaders(page: LinkedPage): Record<string, string> {
  const links = pagesAround(page).map(([rel, number]) => `<${addressOf(page, number)}>; rel="${rel}"`)
  return { 'Total-Count': String(page.total), ...(links.length > 0 && { Link: links.join(', ') }) }
}

function pagesAround({ page, perPage, total }: Pagination): readonly (readonly [string, number])[] {
  const last = Math.ceil(total / perPage)
  if (last <= 1) return []
  const before = [['first', 1] as const, ['prev', Math.min(page - 1, last)] as const]
  const after = [['next', page + 1] as const, ['last', last] as const]
  return [...(page < last ? after : []), ...(page > 1 ? before : [])]
}

function addressOf({ dialect, url, base, perPage }: LinkedPage, number: number): string {
  const query = new URLSearchParams(url.search)
  query.set(dialect.paging.page, String(number))
  for (const name of dialect.paging.perPageToo) query.delete(name)
  query.set(dialect.paging.perPage, String(perPage))
  return `${base}${url.pathname}?${query.toString()}`
}
