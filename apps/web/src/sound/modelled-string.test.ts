import { expect, test } from 'vitest'
import { modelRate, renderString } from './modelled-string.ts'

function rms(samples: Float32Array, fromSec: number, toSec: number): number {
  const part = samples.subarray(fromSec * modelRate, toSec * modelRate)
  return Math.sqrt(part.reduce((sum, sample) => sum + sample ** 2, 0) / part.length)
}

test.each([21, 36, 60, 84, 108])('key %i sounds, fades and ends in silence', (key) => {
  const samples = renderString(key)
  expect(rms(samples, 0, 0.2)).toBeGreaterThan(0.01)
  expect(rms(samples, 0.3, 0.4)).toBeLessThan(rms(samples, 0, 0.1))
  expect(samples.every((sample) => Math.abs(sample) <= 0.3 + 1e-6)).toBe(true)
  expect(samples.at(-1)).toBeCloseTo(0)
})

test('it is the same sound every time', () => {
  expect(renderString(60)).toEqual(renderString(60))
})

test('it is no bare sine', () => {
  const samples = renderString(48)
  const hz = 130.81
  const power = [1, 2, 3, 4, 5].map((partial) => powerAt(samples, hz * partial))
  expect(power.every((value) => value > 0.02 * (power[0] ?? 0))).toBe(true)
})

function powerAt(samples: Float32Array, hz: number): number {
  let [real, imaginary] = [0, 0]
  for (let index = 0; index < modelRate / 4; index += 1) {
    const angle = (2 * Math.PI * hz * index) / modelRate
    real += (samples[index] ?? 0) * Math.cos(angle)
    imaginary += (samples[index] ?? 0) * Math.sin(angle)
  }
  return Math.hypot(real, imaginary)
}
