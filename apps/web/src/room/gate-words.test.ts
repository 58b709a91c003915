import { expect, test } from 'vitest'
import { gateWords, lineWords } from './gate-words.ts'

test('[ROOM-14] a full room offers to listen and to wait', () => {
  expect(gateWords('room_full', { words: '' }).offers).toEqual(['listen', 'wait', 'home'])
})

test('why the connection ended weighs more than what it did to the room', () => {
  expect(gateWords('connection_closed', { words: '', closedReason: 'resumed_elsewhere' }).offers).toContain('reload')
})

test('an unknown refusal is told in the words that came with it, and may be tried again', () => {
  expect(gateWords('sleepy', { words: 'The room sleeps.' })).toMatchObject({
    text: 'The room sleeps.',
    offers: ['again', 'home'],
  })
})

test('[ROOM-14] who waits is told where they stand', () => {
  expect(lineWords({ position: 1, length: 3 })).toBe('The room is full; you are next in line')
  expect(lineWords({ position: 2, length: 3 })).toBe('You are number 2 of 3 in line')
})

test('who is suspended is told why, however the connection ended', () => {
  const suspension = 'Your account is suspended on this server. They say: “One scale is enough”'
  for (const closedReason of ['banned', 'refused'] as const)
    expect(gateWords('connection_closed', { words: '', closedReason, suspension }).text).toContain(suspension)
})
