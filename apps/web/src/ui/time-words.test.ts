import { expect, test } from 'vitest'
import { agoWords } from './time-words.ts'

const nowMs = Date.UTC(2026, 10, 21, 12)

test('what is recent is counted', () => {
  expect(agoWords(nowMs - 20_000, nowMs)).toBe('just now')
  expect(agoWords(nowMs - 5 * 60_000, nowMs)).toBe('5 minutes ago')
  expect(agoWords(nowMs - 3 * 3_600_000, nowMs)).toBe('3 hours ago')
  expect(agoWords(nowMs - 26 * 3_600_000, nowMs)).toBe('yesterday')
})

test('what is a while ago has a day', () => {
  expect(agoWords(nowMs - 30 * 86_400_000, nowMs)).toContain('2026')
})
