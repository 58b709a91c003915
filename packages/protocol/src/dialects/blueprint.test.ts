import { issue, issues, Refusal, type IssueCode, type RefusalCode } from '@tutti/core'
import { expect, test } from 'vitest'
import { blueprint } from './blueprint.ts'
import type { Dialect } from './dialect.ts'
import { joiIssues } from './joi-issues.ts'
import { refusalNumbers } from './refusal-numbers.ts'
import { sayRefusal } from './say-refusal.ts'

const dialect: Dialect = blueprint

test.each([
  [10003, 'invalid_input', 'Invalid request payload'],
  [10005, 'invalid_date', 'Date is not in ISO 8601 standard'],
  [10010, 'unsupported_media_type', 'Invalid Content-Type'],
  [10011, 'invalid_user_agent', 'Invalid User-Agent'],
  [10012, 'invalid_application_id', 'Invalid or missing Application-Id'],
  [11001, 'invalid_token', 'Invalid or expired token'],
  [
    11003,
    'not_authenticated',
    'Bad authentication data - Method requires authentication but it was not presented or was wholly invalid.',
  ],
  [11005, 'not_allowed', 'Account not allowed to access this endpoint'],
  [13003, 'suspended', 'Your account is suspended and is not permitted to access this feature'],
  [1000, 'user_not_found', 'Referenced resource not found'],
  [2001, 'file_too_large', 'File is too large'],
  [2002, 'unsupported_file_type', 'Unsupported file type'],
  [3001, 'email_taken', 'User already exists'],
  [4001, 'weak_password', "Password doesn't match password guidelines"],
] as const)('[B-065] [B-073] [B-074] the document calls %i “%s”', (code, refusal, message) => {
  expect(sayRefusal(dialect, new Refusal(refusal)).body).toMatchObject({ message, data: { code } })
})

test('every refusal of this dialect goes by the number that it has everywhere', () => {
  for (const [code, saying] of Object.entries(dialect.refusals)) {
    expect([code, saying.code]).toEqual([code, refusalNumbers[code as RefusalCode]])
  }
})

test('[B-059] [B-061] the validation error of the document', () => {
  const errors = [
    { field: 'name', place: 'query', ...issue('required') },
    { field: 'email', place: 'query', ...issue('not_an_email') },
  ] as const
  const refusal = new Refusal('invalid_input', { ...errors[0], errors })
  const locate = (field: string) => ({ field, place: 'query', ...(field === 'email' && { value: 'foo' }) }) as const

  expect(sayRefusal(dialect, refusal, { locate })).toEqual({
    status: 400,
    body: {
      statusCode: 400,
      error: 'Bad Request',
      message: 'Invalid query parameters',
      data: {
        code: 10003,
        validation: {
          details: [
            { message: '"name" is required', path: 'name', type: 'any.required', context: { key: 'name' } },
            {
              message: '"email" must be a valid email',
              path: 'email',
              type: 'string.email',
              context: { value: 'foo', key: 'email' },
            },
          ],
          source: 'query',
          keys: ['name', 'email'],
        },
      },
    },
  })
})

test('[B-059] of several parts of a request the first that is wrong is told', () => {
  const errors = [
    { field: 'id', place: 'params', ...issue('too_long', { limit: 64 }) },
    { field: 'name', place: 'body', ...issue('required') },
  ] as const
  const { body } = sayRefusal(dialect, new Refusal('invalid_input', { ...errors[0], errors }))
  expect(body).toMatchObject({
    message: 'Invalid path parameters',
    data: { validation: { source: 'params', keys: ['id'] } },
  })
})

test('[B-062] [S-124] what it has no words for is a fault of ours, and says nothing more', () => {
  expect(sayRefusal(dialect, new Refusal('room_full', { roomId: 'x' }))).toEqual({
    status: 500,
    body: {
      statusCode: 500,
      error: 'Internal Server Error',
      message: 'Something went wrong on our side.',
      data: { code: 10000 },
    },
  })
})

test('[B-063] every issue has one of the names of joi 9, and is said with its numbers', () => {
  for (const code of Object.keys(issues) as IssueCode[]) {
    const params = { limit: 7, least: 1, most: 9, values: 'a, b', prefix: 8 }
    const { body } = sayRefusal(dialect, new Refusal('invalid_input', { field: 'x', ...issue(code, params) }))
    const text = JSON.stringify(body)
    expect(text).toContain(`"type":"${joiIssues[code].type}"`)
    expect(text).toMatch(/"message":"\\"x\\"[ :]/)
    expect(text).not.toMatch(/\{\w+\}/)
  }
})
