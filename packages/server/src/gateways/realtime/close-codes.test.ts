import { closeCodeMeanings } from '@tutti/protocol/published'
import { expect, test } from 'vitest'
import { closeCodes, isResumable } from './close-codes.ts'

test('every close code is explained in the reference', () => {
  expect(closeCodeMeanings.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.values(closeCodes)))
})

test('the reference says to come back exactly where the session waits, or the server does', () => {
  const isAdvised = closeCodeMeanings.filter(({ again }) => again.startsWith('yes')).map(({ code }) => code)
  expect(isAdvised).toEqual(closeCodeMeanings.map(({ code }) => code).filter(isResumable))
})
