import { expect, test } from 'vitest'
import type { Envelope } from './envelope.ts'
import { levelAt } from './envelope.ts'
import type { Stroke } from './voices.ts'
import { controllers, Voices } from './voices.ts'

interface Heard {
  readonly stroke: Stroke
  envelope: Envelope
  end(): void
}

function setUp({ limit = 96 } = {}) {
  const clock = { nowSec: 0 }
  const heard: Heard[] = []
  const voices = new Voices({
    limit,
    now: () => clock.nowSec,
    strike: (stroke, onEnded) => {
      const voice: Heard = { stroke, envelope: stroke.envelope, end: onEnded }
      heard.push(voice)
      return { follow: (envelope) => (voice.envelope = envelope) }
    },
  })
  const pedal = (value: number, timeSec: number, controller: number = controllers.sustain) =>
    voices.controlChange(0, 0, { controller, value, timeSec })
  const ratio = (index: number, timeSec: number) => {
    const voice = heard[index]
    return voice ? levelAt(voice.envelope, timeSec) / voice.stroke.envelope.level : NaN
  }
  return { clock, heard, voices, pedal, ratio }
}

const c4 = { player: 0, channel: 0, key: 60 }

test('a key sounds until it is let go', () => {
  const { voices, ratio } = setUp()
  voices.noteOn(c4, 80, 1)
  expect(ratio(0, 5)).toBe(1)
  voices.noteOff(c4, 2)
  expect(ratio(0, 2)).toBe(1)
  expect(ratio(0, 3)).toBeLessThan(0.001)
})

test('an off timed before its on still ends it', () => {
  const { voices, ratio } = setUp()
  voices.noteOn(c4, 80, 2)
  voices.noteOff(c4, 1.9)
  expect(ratio(0, 3)).toBeLessThan(0.001)
})

test('the pedal holds what is let go, and lets it go when it comes up', () => {
  const { voices, pedal, ratio } = setUp()
  pedal(127, 0)
  voices.noteOn(c4, 80, 1)
  voices.noteOff(c4, 2)
  expect(ratio(0, 9)).toBe(1)
  pedal(0, 5)
  expect(ratio(0, 6)).toBeLessThan(0.001)
})

test('a key still down survives the pedal', () => {
  const { voices, pedal, ratio } = setUp()
  voices.noteOn(c4, 80, 1)
  pedal(127, 2)
  pedal(0, 3)
  expect(ratio(0, 9)).toBe(1)
})

test('re-pedalling catches what still moves', () => {
  const { voices, pedal, ratio } = setUp()
  pedal(127, 0)
  voices.noteOn(c4, 80, 1)
  voices.noteOff(c4, 2)
  pedal(0, 3)
  pedal(127, 3.05)
  expect(ratio(0, 3.05)).toBeLessThan(1)
  expect(ratio(0, 9)).toBe(ratio(0, 3.05))
})

test('half pedal lets the sound go slowly', () => {
  const { voices, pedal, ratio } = setUp()
  pedal(50, 0)
  voices.noteOn(c4, 80, 1)
  voices.noteOff(c4, 2)
  expect(ratio(0, 2.3)).toBeGreaterThan(0.3)
  expect(ratio(0, 6)).toBeLessThan(0.01)
})

test('sostenuto holds only what was down when it was pressed', () => {
  const { voices, pedal, ratio } = setUp()
  const e4 = { ...c4, key: 64 }
  voices.noteOn(c4, 80, 1)
  pedal(127, 2, controllers.sostenuto)
  voices.noteOn(e4, 80, 3)
  voices.noteOff(c4, 4)
  voices.noteOff(e4, 4)
  expect(ratio(0, 9)).toBe(1)
  expect(ratio(1, 9)).toBeLessThan(0.001)
  pedal(0, 10, controllers.sostenuto)
  expect(ratio(0, 12)).toBeLessThan(0.001)
})

test('the soft pedal makes the next stroke softer', () => {
  const { voices, pedal, heard } = setUp()
  voices.noteOn(c4, 80, 1)
  pedal(127, 2, controllers.soft)
  voices.noteOn({ ...c4, key: 62 }, 80, 3)
  expect(heard[1]?.stroke.soft).toBe(true)
  expect(heard[1]?.stroke.envelope.level).toBeLessThan(heard[0]?.stroke.envelope.level ?? 0)
})

test('the same key struck again replaces its old sound, even under the pedal', () => {
  const { voices, pedal, ratio } = setUp()
  pedal(127, 0)
  voices.noteOn(c4, 80, 1)
  voices.noteOn(c4, 80, 2)
  pedal(120, 2.01)
  expect(ratio(0, 4)).toBeLessThan(0.001)
  expect(ratio(1, 4)).toBe(1)
})

test('keys above F#6 ring on', () => {
  const { voices, ratio } = setUp()
  voices.noteOn({ ...c4, key: 96 }, 80, 1)
  voices.noteOff({ ...c4, key: 96 }, 2)
  expect(ratio(0, 3)).toBe(1)
})

test('a player who leaves falls silent, in the future and above F#6 too; others play on', () => {
  const { voices, pedal, ratio } = setUp()
  const other = { ...c4, player: 11 }
  pedal(127, 0)
  voices.noteOn({ ...c4, key: 96 }, 80, 0)
  voices.noteOn(c4, 80, 5)
  voices.noteOn(c4, 80, 5.2)
  voices.noteOn(other, 80, 0)
  voices.releasePlayer(0, 1)
  expect(ratio(0, 3)).toBeLessThan(0.001)
  expect(ratio(1, 5)).toBe(0)
  expect(ratio(2, 5.3)).toBe(0)
  expect(ratio(3, 3)).toBe(1)
})

test('the pedal of a player who left is up when they come back', () => {
  const { voices, pedal, ratio } = setUp()
  pedal(127, 0)
  voices.releasePlayer(0, 1)
  voices.noteOn(c4, 80, 2)
  voices.noteOff(c4, 3)
  expect(ratio(0, 4)).toBeLessThan(0.001)
})

test('all notes off and all sound off end the channel', () => {
  const { voices, pedal, ratio } = setUp()
  voices.noteOn(c4, 80, 0)
  pedal(0, 1, controllers.allNotesOff)
  expect(ratio(0, 2)).toBeLessThan(0.001)
  voices.noteOn(c4, 80, 3)
  pedal(0, 4, controllers.allSoundOff)
  expect(ratio(1, 4.1)).toBeLessThan(0.001)
})

test('two hundred notes keep within the limit, and held keys outlive released ones', () => {
  const { voices, ratio, heard } = setUp({ limit: 20 })
  voices.noteOn(c4, 30, 0)
  for (let index = 0; index < 199; index += 1) {
    const at = { player: 1, channel: 0, key: 21 + (index % 88) }
    voices.noteOn(at, 100, 0.001 * index)
    voices.noteOff(at, 0.001 * index)
  }
  expect(voices.count).toBeLessThanOrEqual(20)
  expect(heard).toHaveLength(200)
  expect(ratio(0, 1)).toBe(1)
})

test('a voice that has ended frees its place', () => {
  const { voices, heard } = setUp()
  voices.noteOn(c4, 80, 0)
  heard[0]?.end()
  expect(voices.count).toBe(0)
})

test('a time in the past means now', () => {
  const { voices, clock, heard } = setUp()
  clock.nowSec = 7
  voices.noteOn(c4, 80, 3)
  expect(heard[0]?.stroke.startSec).toBe(7)
})
