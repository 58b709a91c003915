import { expect, test } from 'vitest'
import { readMailLink } from './link-token.ts'

test('each link says what it is for', () => {
  expect(readMailLink('#confirm=a-1_b')).toEqual({ purpose: 'confirm', token: 'a-1_b' })
  expect(readMailLink('#change=c')).toEqual({ purpose: 'change', token: 'c' })
  expect(readMailLink('#token=d')).toEqual({ purpose: 'reset', token: 'd' })
})

test('a link that was cut short is for nothing', () => {
  expect(readMailLink('')).toEqual({ purpose: 'none' })
  expect(readMailLink('#confirm=')).toEqual({ purpose: 'none' })
  expect(readMailLink('#something')).toEqual({ purpose: 'none' })
})
