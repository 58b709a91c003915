import { expect, test } from 'vitest'
import { parseInstant } from './parse-instant.ts'

test.each([
  ['2016-07-01', Date.UTC(2016, 6, 1)],
  ['2016-07-01T15:11:09.553Z', Date.UTC(2016, 6, 1, 15, 11, 9, 553)],
  ['2016-07-01T17:11:09.553+02:00', Date.UTC(2016, 6, 1, 15, 11, 9, 553)],
  ['2016-07-01T15:11:09', Date.UTC(2016, 6, 1, 15, 11, 9)],
  ['2016-02-29', Date.UTC(2016, 1, 29)],
])('[B-042] %s is an instant in UTC', (text, instant) => expect(parseInstant(text)).toBe(instant))

test.each([
  '',
  '01/02/2016',
  '2016-02-30',
  '2015-02-29',
  '2016-13-01',
  '2016-07-01T24:30Z',
  '2016',
  'now',
  '1467385869553',
])('[B-042] %j is none', (text) => expect(parseInstant(text)).toBeUndefined())
