import type { Dialect, Pagination } from '@tutti/protocol/dialects'
import type { UrlParts } from './split-url.ts'

interface Page extends Pagination {
  readonly dialect: Dialect
  readonly url: UrlParts
  /** What links begin with. Never the Host that a client claims (B-024). */
  readonly base: string
}

/** `Total-Count`, and `Link` as GitHub writes it: first and prev from page 2 on, next and last before the end. */
export function pageHeaders(page: Page): Record<string, string> {
  const links = pagesAround(page).map(([rel, number]) => `<${addressOf(page, number)}>; rel="${rel}"`)
  return { 'Total-Count': String(page.total), ...(links.length > 0 && { Link: links.join(', ') }) }
}

function pagesAround({ page, perPage, total }: Pagination): readonly (readonly [string, number])[] {
  const last = Math.max(1, Math.ceil(total / perPage))
  const before = [['first', 1] as const, ['prev', Math.min(page - 1, last)] as const]
  const after = [['next', page + 1] as const, ['last', last] as const]
  return [...(page < last ? after : []), ...(page > 1 ? before : [])]
}

function addressOf({ dialect, url, base, perPage }: Page, number: number): string {
  const query = new URLSearchParams(url.search)
  query.set(dialect.paging.page, String(number))
  query.set(dialect.paging.perPage, String(perPage))
  return `${base}${url.pathname}?${query.toString()}`
}
