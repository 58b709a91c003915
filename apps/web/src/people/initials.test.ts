import { expect, test } from 'vitest'
import { initialsOf } from './initials.ts'

test('two words give their first letters', () => {
  expect(initialsOf('Mellow Heron')).toBe('MH')
  expect(initialsOf('ana_maria_b')).toBe('AB')
})

test('one word gives its first two', () => {
  expect(initialsOf('bo')).toBe('BO')
})

test('a letter outside the basic plane stays whole', () => {
  expect(initialsOf('𝒜na')).toBe('𝒜N')
})

test('no name is a question', () => {
  expect(initialsOf('')).toBe('?')
})
