/** What a page elsewhere may read of an answer, beside what every page may. */
const exposed = [
  'API-Version',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Total-Count',
  'WWW-Authenticate',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'X-Request-Id',
].join(', ')

const allowedMethods = 'GET, HEAD, POST, PUT, PATCH, DELETE'
const allowedHeaders = 'Accept-Language, API-Version, Application-Id, Authorization, Content-Type, X-Request-Id'
const preflightSeconds = '600'

/**
 * Pages of the listed origins may use the API (S-121). Tokens travel in a header, so browsers are never asked to send
 * cookies along, and no answer allows credentials.
 */
export function createCors(origins: readonly string[]): Cors {
  const listed = new Set(origins)
  return {
    headersFor: (request) => {
      if (listed.size === 0) return undefined
      const origin = request.get('origin')
      if (origin === null || !listed.has(origin)) return undefined
      return { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': exposed }
    },
    preflightFor: (request) => {
      const origin = request.get('origin')
      if (origin === null || !request.has('access-control-request-method')) return undefined
      if (!listed.has(origin)) return {}
      return {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Methods': allowedMethods,
        'Access-Control-Allow-Headers': allowedHeaders,
        'Access-Control-Max-Age': preflightSeconds,
      }
    },
  }
}

export interface Cors {
  /** Undefined for a page that may not read the answer, or for no page. */
  readonly headersFor: (request: Headers) => Readonly<Record<string, string>> | undefined
  /** What a browser is told that asks first; undefined for any other request. */
  readonly preflightFor: (request: Headers) => Readonly<Record<string, string>> | undefined
}
