import { TuttiError } from '@tutti/client'
import { expect, test } from 'vitest'
import { errorCode, errorWords } from './error-words.ts'
import { toFormFailure } from './form-failure.ts'

test('the same refusal reads the same over HTTP and over the socket', () => {
  const words = ['ROOM_NOT_FOUND', 'room_not_found'].map((code) => errorWords(new TuttiError({ code, message: '' })))
  expect(words[0]).toBe(words[1])
})

test('an unknown refusal is told in its own words', () => {
  expect(errorWords(new TuttiError({ code: 'tuned_away', message: 'The piano is being tuned.' }))).toBe(
    'The piano is being tuned.',
  )
})

test('what is no refusal has a code all the same', () => {
  expect(errorCode(new Error('boom'))).toBe('unknown')
})

test('what is wrong with a field stands at the field', () => {
  const error = new TuttiError({
    code: 'VALIDATION_ERROR',
    message: 'Invalid.',
    field: 'password',
    details: { issue: 'Use at least 6 characters' },
  })
  expect(toFormFailure(error, ['password'])).toEqual({ fields: { password: 'Use at least 6 characters.' } })
})

test('what is wrong with a field that is not shown stands below the form', () => {
  const error = new TuttiError({ code: 'odd', message: 'Odd.', field: 'settings.noteQuota' })
  expect(toFormFailure(error, ['password'])).toEqual({ text: 'Odd.' })
})

test('who is suspended is told why, and until when', () => {
  const suspended = (details: object) =>
    errorWords(
      new TuttiError({ code: 'AUTHORIZATION_ERROR', message: '', details: { reason: 'suspended', ...details } }),
    )
  expect(suspended({ issue: 'One scale is enough' })).toBe(
    'Your account is suspended on this server. They say: “One scale is enough”.',
  )
  expect(suspended({ issue: 'Spam', until: '2026-12-24T20:00:00.000Z' })).toMatch(/until .*2026.*They say: “Spam”\.$/)
})
