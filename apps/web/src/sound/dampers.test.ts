import { expect, test } from 'vitest'
import { bend, levelAt } from './envelope.ts'
import { damperOf, fallSec, pedalsUp } from './dampers.ts'

const released = { key: 60, keyDown: false, caught: false }

test('a key that is held keeps its damper up', () => {
  expect(damperOf({ ...released, keyDown: true }, pedalsUp)).toBe('up')
  expect(damperOf(released, pedalsUp)).toBe('down')
})

test('the sustain pedal lifts all dampers, half way down only half', () => {
  expect(damperOf(released, { ...pedalsUp, sustain: 127 })).toBe('up')
  expect(damperOf(released, { ...pedalsUp, sustain: 50 })).toBe('half')
  expect(damperOf(released, { ...pedalsUp, sustain: 20 })).toBe('down')
})

test('the strings above F#6 have no dampers', () => {
  expect(damperOf({ ...released, key: 90 }, pedalsUp)).toBe('down')
  expect(damperOf({ ...released, key: 91 }, pedalsUp)).toBe('up')
})

test('low strings take longer to stop than high ones, half dampers longer still', () => {
  expect(fallSec(30, 'down')).toBeGreaterThan(fallSec(80, 'down'))
  expect(fallSec(60, 'half')).toBeGreaterThan(fallSec(60, 'down'))
  expect(fallSec(60, 'up')).toBe(Infinity)
})

test('a sound caught while it falls goes on from the level it had', () => {
  const falling = bend({ level: 0.8, atSec: 1, tauSec: Infinity }, 2, 0.1)
  const caught = bend(falling, 2.1, Infinity)
  expect(levelAt(falling, 1.5)).toBe(0.8)
  expect(caught.level).toBeCloseTo(0.8 / Math.E)
  expect(levelAt(caught, 9)).toBe(caught.level)
})

test('a change from before the last one counts from the last one', () => {
  expect(bend({ level: 1, atSec: 5, tauSec: Infinity }, 3, 0.1).atSec).toBe(5)
})
