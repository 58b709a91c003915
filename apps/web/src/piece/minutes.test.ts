import { expect, test } from 'vitest'
import { minutes } from './minutes.ts'

test('a time reads as minutes and seconds', () => {
  expect([0, 7_900, 187_000, 3_600_000].map(minutes)).toEqual(['0:00', '0:07', '3:07', '60:00'])
})
