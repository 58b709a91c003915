import { expect, test } from 'vitest'
import { TapTempo } from './tap-tempo.ts'

test('one tap says nothing, two say a tempo and where the beat falls', () => {
  const taps = new TapTempo()

  expect(taps.tap(1_000)).toBeUndefined()
  expect(taps.tap(1_500)).toEqual({ tempo: 120, beatMs: 1_500 })
})

test('one slip among many taps does not count', () => {
  const taps = new TapTempo()
  const tapped = [0, 500, 1_000, 1_620, 2_000, 2_500, 3_000].map((ms) => taps.tap(ms))

  expect(tapped.at(-1)?.tempo).toBe(120)
})

test('whoever pauses begins anew', () => {
  const taps = new TapTempo()
  taps.tap(0)
  taps.tap(300)

  expect(taps.tap(3_000)).toBeUndefined()
  expect(taps.tap(4_000)?.tempo).toBe(60)
})
