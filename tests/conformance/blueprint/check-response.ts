import { STATUS_CODES } from 'node:http'
import { expect } from 'vitest'
import { checkHeaders } from '../piano/check-response.ts'

const dates = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const dateNames = /(?:At|lastSeen)$/
const forbiddenNames = /password|hash|secret|generation|^gen$|userId|refreshToken|_/i

export interface Detail {
  readonly message: string
  readonly path: string
  readonly type: string
  readonly context: { readonly key: string; readonly value?: unknown }
}

export interface Boom {
  readonly statusCode: number
  readonly error: string
  readonly message: string
  readonly data: {
    readonly code: number
    readonly validation?: {
      readonly details: readonly Detail[]
      readonly source: string
      readonly keys: readonly string[]
    }
  }
}

/** What is true of every answer of this dialect, whatever was asked: B-037, B-043, B-044, B-049, B-058, B-075, S-122, S-123. */
export function checkResponse(response: Response, body: string): unknown {
  const { headers, status } = response
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('api-version')).toBe('1.0.0')
  expect(headers.get('vary')).toMatch(/Accept-Language.*Api-Version/i)
  expect(headers.get('content-language')).toMatch(/^[a-z]{2}$/)
  checkHeaders(headers)
  if (status === 204) {
    expect([body, headers.get('content-type'), headers.get('content-length')]).toEqual(['', null, null])
    return {}
  }
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
  if (body === '') return {}
  const value: unknown = JSON.parse(body)
  if (response.ok) walk(value)
  else checkBoom(value as Boom, status)
  return value
}

function checkBoom(boom: Boom, status: number): void {
  expect(Object.keys(boom)).toEqual(['statusCode', 'error', 'message', 'data'])
  expect([boom.statusCode, boom.error]).toEqual([status, STATUS_CODES[status]])
  expect(boom.message).not.toBe('')
  expect(boom.data.code).toEqual(expect.any(Number))
  const { validation } = boom.data
  expect(Object.keys(boom.data)).toEqual(validation ? ['code', 'validation'] : ['code'])
  if (!validation) return
  expect([10003, 10005]).toContain(boom.data.code)
  expect(validation.keys).toEqual(validation.details.map(({ path }) => path))
  expect(['params', 'query', 'payload']).toContain(validation.source)
  for (const { message, path, type, context } of validation.details) {
    expect(message.startsWith(`"${context.key}"`)).toBe(true)
    expect(path.split('.').at(-1)).toBe(context.key)
    expect(type).toMatch(/^[a-z]+(?:\.[a-zA-Z]+){1,2}$/)
    if (type === 'any.required') expect(context).not.toHaveProperty('value')
    if (/password|token/i.test(path)) expect(context).not.toHaveProperty('value')
  }
}

function walk(value: unknown, name = ''): void {
  expect(name).not.toMatch(forbiddenNames)
  if (Array.isArray(value)) for (const item of value) walk(item)
  else if (typeof value === 'object' && value !== null) for (const [key, item] of Object.entries(value)) walk(item, key)
  else if (dateNames.test(name) && value !== null) expect(value).toMatch(dates)
  else if (name === 'id') expect(value).toMatch(/^[A-Za-z0-9_-]{9}$/)
}
