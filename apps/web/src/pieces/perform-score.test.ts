import { expect, test } from 'vitest'
import { isNoteOff, isNoteOn } from '../midi/channel-message.ts'
import { performScore } from './perform-score.ts'
import type { Score } from './score.ts'

const plain: Score = {
  quartersPerMinute: 60,
  barSixteenths: 16,
  parts: [
    { hand: 'right', role: 'melody', bars: ['c5:4 d5 e5 f5', 'g5:16'] },
    { hand: 'left', role: 'accompaniment', bars: ['c4+e4:16~', 'c4+e4:16'] },
  ],
  dynamics: [{ bar: 1, level: 60 }],
  pedal: ['0-16', '0-16'],
  phraseBars: 2,
  touch: 1,
  ritardando: { bars: 1, to: 0.5 },
}

function perform(changes: Partial<Score> = {}) {
  const { events, durationMs } = performScore({ title: 'Plain', score: { ...plain, ...changes } })
  const ons = events
    .filter(({ bytes }) => isNoteOn(bytes))
    .map(({ atMs, bytes }) => ({ atMs, key: bytes[1] ?? 0, velocity: bytes[2] ?? 0 }))
  const offs = events.filter(({ bytes }) => isNoteOff(bytes)).map(({ atMs, bytes }) => ({ atMs, key: bytes[1] ?? 0 }))
  const pedal = events.filter(({ bytes }) => bytes[0] === 0xb0).map(({ bytes }) => bytes[2])
  return { ons, offs, pedal, durationMs }
}

test('the melody is louder than what accompanies it', () => {
  const { ons } = perform()
  const level = (keys: number[]) =>
    ons.filter(({ key }) => keys.includes(key)).reduce((sum, { velocity }) => sum + velocity / keys.length, 0)
  expect(level([72, 74, 76, 77])).toBeGreaterThan(level([60, 64]) + 10)
})

test('tied notes are struck once', () => {
  expect(perform().ons.filter(({ key }) => key === 60)).toHaveLength(1)
})

test('repeats are played', () => {
  expect(
    perform({
      order: [
        [1, 1],
        [1, 2],
      ],
    }).ons.filter(({ key }) => key === 72),
  ).toHaveLength(2)
})

test('the end slows down', () => {
  const steady = perform({ ritardando: { bars: 1, to: 1 } })
  expect(perform().durationMs).toBeGreaterThan(steady.durationMs + 300)
})

test('the pedal changes with the harmony and ends up', () => {
  expect(perform().pedal).toEqual([127, 0, 127, 0, 0])
})

test('where two voices meet on a key it is struck anew and not cut short', () => {
  const { ons, offs } = perform({
    parts: [
      { hand: 'right', role: 'melody', bars: ['c5:16~', 'c5:16'] },
      { hand: 'left', role: 'accompaniment', bars: ['r:4 c5:4 r:8', 'r:16'] },
    ],
  })
  expect(ons).toHaveLength(2)
  expect(offs[0]?.atMs).toBeLessThan(ons[1]?.atMs ?? 0)
  expect(offs[1]?.atMs).toBeGreaterThan(7000)
})
