/** What a request is addressed to. A `URL` is one too, but costs every request a parser. */
export interface UrlParts {
  /** `http://localhost:8080`. */
  readonly origin: string
  readonly pathname: string
  /** With its question mark; empty for none. */
  readonly search: string
}

/** Takes an absolute http(s) address apart that is in its normal form already, as that of a `Request` is. */
export function splitUrl(url: string): UrlParts {
  const fragment = url.indexOf('#')
  const end = fragment === -1 ? url.length : fragment
  const path = url.indexOf('/', 'https://'.length)
  const query = url.indexOf('?', path)
  const pathEnd = query === -1 || query > end ? end : query
  const search = url.slice(pathEnd, end)
  return { origin: url.slice(0, path), pathname: url.slice(path, pathEnd), search: search === '?' ? '' : search }
}
