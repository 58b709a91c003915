import { expect, test } from 'vitest'
import { BudgetPerSecond } from '../limits/budget-per-second.ts'
import { listInstruments, packInstrument } from '../music/instruments.ts'
import { Keyboard } from '../music/keyboard.ts'
import { countNoteOns } from '../music/midi-events.ts'
import { seenStatus, type UserStatus } from '../users/user-status.ts'
import { checkAvatarPosition, checkCursor } from './signals.ts'

const nowhere = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0.01, 1.01]

test('[SIGN-1] a cursor in the corners is one', () => {
  expect(() => checkCursor({ x: 0, y: 1 })).not.toThrow()
})

test.each(nowhere)('[SIGN-1] a cursor at %d is none', (place) => {
  for (const cursor of [
    { x: place, y: 0 },
    { x: 0, y: place },
  ]) {
    expect(() => checkCursor(cursor)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  }
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1000.1, -1000.1])('[SIGN-1] an avatar at %d is nowhere', (z) => {
  expect(() => checkAvatarPosition({ x: 0, y: 0, z })).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})

test('[SIGN-2] twenty are granted at once, and twenty in each second after', () => {
  const budget = new BudgetPerSecond(20, 0)
  const grantedAt = (nowMs: number) => Array.from({ length: 50 }, () => budget.take(nowMs)).filter(Boolean).length

  expect([grantedAt(0), grantedAt(0), grantedAt(500), grantedAt(60_000)]).toEqual([20, 0, 10, 20])
})

test.each<[readonly UserStatus[], string]>([
  [[], 'offline'],
  [['away', 'online'], 'online'],
  [['away'], 'away'],
  [['online', 'busy'], 'busy'],
  [['online', 'invisible'], 'offline'],
])('[SIGN-3] of %j others see %s', (own, seen) => {
  expect(seenStatus(own)).toBe(seen)
})

test('[SIGN-4] an instrument is what bank select and program change say', () => {
  const keyboard = new Keyboard()
  const packed = packInstrument({ channel: 3, program: 48, bank: 129 })
  countNoteOns(packed)
  keyboard.apply(packed, 0, 0)

  expect(listInstruments(keyboard.channels())).toEqual([{ channel: 3, program: 48, bank: 129 }])
})

test.each([
  { channel: 16, program: 0, bank: 0 },
  { channel: 0, program: 128, bank: 0 },
  { channel: 0, program: 0, bank: 16_384 },
  { channel: -1, program: Number.NaN, bank: 0.5 },
])('[SIGN-4] %j is none', (instrument) => {
  expect(() => packInstrument(instrument)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})
