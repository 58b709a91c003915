import type { Dialect } from '../dialects/dialect.ts'
import { newestVersion, spellVersion } from '../dialects/versions.ts'
import type { JsonObject } from './schemas.ts'

const text = { type: 'string' } as const
const wholeNumber = { type: 'integer' } as const

/** What answers carry in their headers, by name. */
export function headerComponents({ version }: Dialect): { readonly [name: string]: JsonObject } {
  return {
    [version.header]: {
      description: 'The version that answered.',
      schema: { const: spellVersion(version, newestVersion(version)) },
    },
    'X-Request-Id': {
      description: "The request's name in the log of the server: the client's own when it sent one, else a new one.",
      schema: { ...text, examples: ['0b6f2c1e-8a3d-4f57-9c0e-1d2f3a4b5c6d'] },
    },
    'X-RateLimit-Limit': { description: 'Requests in a window of time.', schema: { ...wholeNumber, examples: [100] } },
    'X-RateLimit-Remaining': {
      description: 'Requests that are left of them.',
      schema: { ...wholeNumber, examples: [99] },
    },
    'X-RateLimit-Reset': {
      description: 'When the window ends, in seconds since 1970.',
      schema: { ...wholeNumber, examples: [1_795_289_460] },
    },
    'RateLimit-Policy': {
      description: 'The budget that the request was counted against: its name, requests (q) and seconds (w).',
      schema: { ...text, examples: ['"general";q=100;w=60'] },
    },
    RateLimit: {
      description: 'What is left of that budget (r), and the seconds until it is whole again (t).',
      schema: { ...text, examples: ['"general";r=99;t=60'] },
    },
    'Retry-After': { description: 'Seconds to wait before the next try.', schema: { ...wholeNumber, examples: [12] } },
    'WWW-Authenticate': {
      description: 'How to authenticate.',
      schema: { ...text, examples: ['Bearer realm="tutti"'] },
    },
  }
}

const beside: Readonly<Record<number, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
}

/** References to the headers that an answer of this status carries. */
export function headersOf({ version }: Dialect, status: number): JsonObject {
  const always = [
    version.header,
    'X-Request-Id',
    'X-RateLimit-Limit',
    'X-RateLimit-Remaining',
    'X-RateLimit-Reset',
    'RateLimit-Policy',
    'RateLimit',
  ]
  const names = [...always, ...(beside[status] ?? [])]
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}
