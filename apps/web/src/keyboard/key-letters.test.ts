import { expect, test } from 'vitest'
import { letterOf, lettersOnKeys, readLayout } from './key-letters.ts'

test('without a layout the places of a US keyboard are named', () => {
  expect(['KeyQ', 'Digit2', 'BracketLeft'].map((code) => letterOf(code))).toEqual(['Q', '2', '['])
})

test('a German keyboard shows its own letters', () => {
  expect(letterOf('KeyY', new Map([['KeyY', 'z']]))).toBe('Z')
})

test('letters move with octave and transposition', () => {
  expect(lettersOnKeys({ octave: 0, transpose: 0 }).get(60)).toBe('Q')
  expect(lettersOnKeys({ octave: 1, transpose: -2 }).get(70)).toBe('Q')
})

test('a browser that refuses to tell its layout is no harm', async () => {
  expect(await readLayout({ keyboard: { getLayoutMap: () => Promise.reject(new Error('no')) } })).toBeUndefined()
  expect(await readLayout({})).toBeUndefined()
})
