import { expect, test } from 'vitest'
import { playTime } from './play-time.ts'

test('what is early waits for its time', () => {
  expect(playTime({ dueMs: 120, nowMs: 100, isNoteOn: true })).toBe(120)
})

test('a note up to 60 ms late is played at once', () => {
  expect(playTime({ dueMs: 40, nowMs: 100, isNoteOn: true })).toBe(100)
})

test('a note that is later is left out', () => {
  expect(playTime({ dueMs: 39.9, nowMs: 100, isNoteOn: true })).toBeUndefined()
})

test('an off is never left out', () => {
  expect(playTime({ dueMs: -5000, nowMs: 100, isNoteOn: false })).toBe(100)
})
