import { expect, test } from 'vitest'
import { gateWords } from './gate-words.ts'

test('a full room offers to listen', () => {
  expect(gateWords('room_full', { words: '' }).offers).toContain('listen')
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
