import { expect, test } from 'vitest'
import { untilOf } from './suspension-lengths.ts'

test('a week ends seven days from now', () => {
  expect(untilOf('7', Date.UTC(2026, 0, 1))).toBe('2026-01-08T00:00:00.000Z')
})

test('what lasts until it is lifted has no end', () => {
  expect(untilOf('always', 0)).toBeNull()
})
