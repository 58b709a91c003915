import { expect, test } from 'vitest'
import { rhythmOf } from './rhythm-figures.ts'

const onset = (pressedMs: number, heardMs: number | undefined) => ({ pressedMs, heardMs })

test('what is late by the same is in time; the line itself adds nothing', () => {
  const onsets = [0, 100, 250].map((ms) => onset(ms, ms + 70))

  expect(rhythmOf([onsets], 40)).toEqual({ notes: 3, p50Ms: 0, p99Ms: 0, addedMs: 30, lost: 0 })
})

test('each performance counts from its own middle', () => {
  const early = [0, 100, 200].map((ms) => onset(ms, ms + 10))
  const late = [0, 100, 200].map((ms) => onset(ms, ms + 90))

  expect(rhythmOf([early, late], 0)).toMatchObject({ p99Ms: 0, addedMs: 50 })
})

test('a note out of time shows in p99, one that is left out among the lost', () => {
  const onsets = [onset(0, 20), onset(100, 120), onset(200, 232), onset(300, undefined)]

  expect(rhythmOf([onsets], 0)).toMatchObject({ p50Ms: 0, p99Ms: 12, lost: 0.25 })
})
