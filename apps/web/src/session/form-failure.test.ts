import { TuttiError } from '@tutti/client'
import { expect, test } from 'vitest'
import { toFormFailure } from './form-failure.ts'

const weak = new TuttiError({
  code: 'VALIDATION_ERROR',
  message: 'Invalid input parameters',
  field: 'password',
  details: { issue: 'Use at least 6 characters' },
})

test('a field that the form has says what is wrong with it', () => {
  expect(toFormFailure(weak, ['password'])).toEqual({ fields: { password: 'Use at least 6 characters.' } })
})

test('what is wrong with a field that the form has not is said under it', () => {
  expect(toFormFailure(weak, ['newPassword'])).toEqual({ text: 'Use at least 6 characters.' })
})

test('what is wrong with no field is said under the form', () => {
  expect(toFormFailure(new TuttiError({ code: 'network_error', message: 'Away' }), [])).toEqual({
    text: 'The server cannot be reached. Check your connection and try again.',
  })
})
