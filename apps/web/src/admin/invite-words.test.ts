import { expect, test } from 'vitest'
import { inviteWords } from './invite-words.ts'

const dayMs = 86_400_000
const fresh = { uses: 0, maxUses: 1, endsAtMs: 20 * dayMs, nowMs: 10 * dayMs }

test('an invite says what it is still good for', () => {
  expect(inviteWords(fresh)).toMatch(/^Not used yet, good until /)
  expect(inviteWords({ ...fresh, uses: 3, maxUses: 20 })).toMatch(/^3 of 20 accounts opened, good until /)
})

test('an invite that is over says so', () => {
  expect(inviteWords({ ...fresh, nowMs: 20 * dayMs })).toMatch(/^Not used yet, over since /)
  expect(inviteWords({ ...fresh, uses: 1 })).toBe('Used')
  expect(inviteWords({ ...fresh, uses: 5, maxUses: 5 })).toBe('All 5 accounts are open')
})
