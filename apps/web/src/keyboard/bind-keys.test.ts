import { expect, test } from 'vitest'
import { litBackground } from './bind-keys.ts'

test('one player lights the whole key', () => {
  expect(litBackground([25])).toBe('oklch(var(--lit-l) var(--lit-c) 25)')
})

test('two players share it in halves', () => {
  expect(litBackground([25, 205])).toBe(
    'linear-gradient(to right, oklch(var(--lit-l) var(--lit-c) 25) 0% 50%, oklch(var(--lit-l) var(--lit-c) 205) 50% 100%)',
  )
})
