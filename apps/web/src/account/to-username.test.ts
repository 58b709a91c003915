import { expect, test } from 'vitest'
import { toUsername } from './to-username.ts'

test('spaces become underscores and marks fall off', () => {
  expect(toUsername('Mellow Heron')).toBe('Mellow_Heron')
  expect(toUsername(' Zoë  K. ')).toBe('Zoe_K')
})

test('what no account may be called gives nothing to start from', () => {
  expect(toUsername('演奏')).toBe('')
})

test('it is not longer than a name may be', () => {
  expect(toUsername('a'.repeat(30))).toHaveLength(20)
})
