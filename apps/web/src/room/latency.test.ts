import { expect, test } from 'vitest'
import { barsOf, latencyAdvice } from './latency.ts'

test('three bars up to 30 ms, two up to 80, one beyond', () => {
  expect([0, 30, 31, 80, 81, 400].map(barsOf)).toEqual([3, 3, 2, 2, 1, 1])
})

test('the advice is about what costs most', () => {
  expect(latencyAdvice({ networkMs: 5, bufferMs: 20, outputMs: 180 })).toContain('Bluetooth')
  expect(latencyAdvice({ networkMs: 120, bufferMs: 20, outputMs: 10 })).toContain('server')
  expect(latencyAdvice({ networkMs: 10, bufferMs: 90, outputMs: 10 })).toContain('unevenly')
})

test('what is fine is left alone', () => {
  expect(latencyAdvice({ networkMs: 6, bufferMs: 20, outputMs: 12 })).toContain('same room')
})
