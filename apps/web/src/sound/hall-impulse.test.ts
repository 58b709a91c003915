import { expect, test } from 'vitest'
import { hallImpulse } from './hall-impulse.ts'

test('the hall fades, and differs from left to right', () => {
  const [left, right] = hallImpulse(8000)
  const energy = (from: number, to: number) => left.subarray(from, to).reduce((sum, sample) => sum + sample ** 2, 0)
  expect(energy(0, 2000)).toBeGreaterThan(100 * energy(8000, 10_000))
  expect(left).not.toEqual(right)
  expect(left.every(Number.isFinite)).toBe(true)
})
