import { expect } from 'vitest'

const dates = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const dateNames = /(?:_at|last_seen|timestamp)$/
const forbiddenNames = /password(?!$)|hash|secret|generation|^gen$/i

export interface Envelope {
  readonly success: boolean
  readonly data: Record<string, unknown>
  readonly message: string
  readonly error: { readonly code: string; readonly message: string; readonly details: Record<string, unknown> }
}

/** What is true of every answer under /api, whatever was asked: P-022, P-023, P-026, B-043, S-122, S-123. */
export function checkResponse(response: Response, body: string): Envelope {
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('api-version')).toBe('v1')
  checkHeaders(response.headers)
  const envelope: Envelope = JSON.parse(body)
  if (response.ok) {
    expect(envelope).toStrictEqual({ success: true, data: expect.any(Object), message: expect.any(String) })
  } else {
    const error = { code: expect.stringMatching(/^[A-Z_]+$/), message: expect.any(String), details: expect.any(Object) }
    const { data, ...refused } = envelope
    expect(refused).toStrictEqual({ success: false, error })
    // P-032 alone tells something beside an error.
    if (data !== undefined) expect(data).toStrictEqual({ valid: false })
  }
  walk(envelope)
  return envelope
}

/** S-122: on every answer of the server. */
export function checkHeaders(headers: Headers): void {
  expect(headers.get('x-request-id')).toMatch(/^[A-Za-z0-9._:-]{1,64}$/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('x-powered-by')).toBeNull()
  expect(headers.get('server')).toBeNull()
}

function walk(value: unknown, name = ''): void {
  if (name !== 'has_password') expect(name).not.toMatch(forbiddenNames)
  if (Array.isArray(value)) for (const item of value) walk(item)
  else if (typeof value === 'object' && value !== null) for (const [key, item] of Object.entries(value)) walk(item, key)
  else if (dateNames.test(name) && value !== null) expect(value).toMatch(dates)
}
