import type { RoomTransport } from '@tutti/client'
import { expect, test } from 'vitest'
import { roundTempo, transportWords } from './mode-words.ts'

const transport: RoomTransport = {
  mode: 'interval',
  tempo: 92.46,
  beats: 3,
  beatUnit: 4,
  isRunning: true,
  downbeatMs: 0,
  intervalBars: 4,
  delayMs: 0,
  changedBy: 0,
}

test('the beat in words', () => {
  expect(transportWords(transport)).toBe('Beat: 92.5 a minute, 3/4, metronome on, interval')
  expect(transportWords({ ...transport, isRunning: false, mode: 'live', tempo: 100 })).toBe(
    'Beat: 100 a minute, 3/4, metronome off, live',
  )
})

test('a tempo is told with one decimal at most', () => {
  expect([roundTempo(100), roundTempo(66.666)]).toEqual([100, 66.7])
})
