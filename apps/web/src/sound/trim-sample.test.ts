import { expect, test } from 'vitest'
import { trimSample } from './trim-sample.ts'

const sampleRate = 1000

/** A decaying square wave after some silence. */
function stroke({
  silenceSec,
  lengthSec,
  halveSec,
}: {
  silenceSec: number
  lengthSec: number
  halveSec: number
}): Float32Array {
  return Float32Array.from({ length: lengthSec * sampleRate }, (_, index) => {
    const timeSec = index / sampleRate - silenceSec
    return timeSec < 0 ? 0 : (index % 2 ? 0.5 : -0.5) * 2 ** (-timeSec / halveSec)
  })
}

test('the silence before the hammer goes', () => {
  const left = stroke({ silenceSec: 0.02, lengthSec: 3, halveSec: 1 })
  const trimmed = trimSample({ left, right: left, sampleRate })
  expect(trimmed.findIndex((sample) => Math.abs(sample) > 0.4)).toBeLessThanOrEqual(3)
})

test('a tail 60 dB down goes, faded out', () => {
  const left = stroke({ silenceSec: 0, lengthSec: 12, halveSec: 0.3 })
  const trimmed = trimSample({ left, right: left, sampleRate })
  expect(trimmed.length / sampleRate).toBeGreaterThan(2.9)
  expect(trimmed.length / sampleRate).toBeLessThan(3.4)
  expect(trimmed.at(-1)).toBeCloseTo(0)
})

test('no sample is longer than 14 seconds', () => {
  const left = stroke({ silenceSec: 0, lengthSec: 25, halveSec: 20 })
  expect(trimSample({ left, right: left, sampleRate }).length).toBeLessThanOrEqual(14 * sampleRate)
})

test('microphones out of phase do not cancel', () => {
  const left = stroke({ silenceSec: 0, lengthSec: 2, halveSec: 1 })
  const right = left.map((sample) => -0.5 * sample)
  const loudest = Math.max(...trimSample({ left, right, sampleRate }))
  expect(loudest).toBeGreaterThan(0.3)
  expect(loudest).toBeLessThan(0.4)
})

test('silence stays silent and finite', () => {
  const nothing = new Float32Array(100)
  expect(trimSample({ left: nothing, right: nothing, sampleRate }).every((sample) => sample === 0)).toBe(true)
})
