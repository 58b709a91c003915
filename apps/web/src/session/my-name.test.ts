import { expect, test } from 'vitest'
import { tidyName } from './my-name.ts'

test('spaces around and within a name are tidied', () => {
  expect(tidyName('  Mellow   Heron ')).toBe('Mellow Heron')
})

test('a name is at most 20 characters, whole ones', () => {
  expect(tidyName('🎹'.repeat(30))).toBe('🎹'.repeat(20))
})

test('nothing is no name', () => {
  expect(tidyName('   ')).toBeUndefined()
})
