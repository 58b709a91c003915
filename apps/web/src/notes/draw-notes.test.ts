import { expect, test } from 'vitest'
import { boxOf } from './draw-notes.ts'
import { flightMs } from './sight.ts'

const scene = { width: 520, height: 420, nowMs: 10_000, window: { first: 0, count: 52 }, isStill: false }
const note = { player: 1, key: 60, velocity: 127, startedMs: 10_000, endedMs: undefined }

test('a held note stands on its key and grows', () => {
  const young = boxOf({ ...note, startedMs: 9_800 }, scene)
  const old = boxOf({ ...note, startedMs: 9_000 }, scene)

  expect(young && young.y + young.height).toBe(420)
  expect(old && old.y + old.height).toBe(420)
  expect(old?.height).toBeGreaterThan(young?.height ?? 0)
})

test('a released note drifts up and fades', () => {
  const early = boxOf({ ...note, startedMs: 9_000, endedMs: 9_900 }, scene)
  const late = boxOf({ ...note, startedMs: 7_000, endedMs: 7_900 }, scene)

  expect(late?.y).toBeLessThan(early?.y ?? 0)
  expect(late?.alpha).toBeLessThan(early?.alpha ?? 0)
})

test('after its flight nothing is left of it', () => {
  expect(boxOf({ ...note, startedMs: 0, endedMs: 10_000 - flightMs }, scene)?.alpha).toBe(0)
})

test('a key outside the window is not drawn', () => {
  expect(boxOf(note, { ...scene, window: { first: 30, count: 14 } })).toBeUndefined()
})

test('with reduced motion a note stands still while held and is gone when released', () => {
  const still = { ...scene, isStill: true }
  expect(boxOf({ ...note, startedMs: 9_000 }, still)).toEqual(boxOf({ ...note, startedMs: 5_000 }, still))
  expect(boxOf({ ...note, endedMs: 9_990 }, still)).toBeUndefined()
})
