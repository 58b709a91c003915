import { expect, test } from 'vitest'
import { blueprint } from './blueprint.ts'
import { piano } from './piano.ts'
import { chooseVersion, newestVersion, spellVersion, type Versions } from './versions.ts'

const versions = (...available: readonly [string, ...string[]]): Versions => ({
  header: 'Api-Version',
  available,
  fallsBack: true,
  spell: 'full',
})

const several = versions('1.0.0', '1.2.0', '2.0.0')
const minors = versions('1.0.0', '1.2.0', '1.5.0', '1.5.2')

test.each([null, '', '  '])('[B-077] who asks for no version (%j) gets the newest major', (asked) => {
  expect(chooseVersion(several, asked)).toBe('2.0.0')
  expect(newestVersion(versions('10.0.0', '9.9.9'))).toBe('10.0.0')
})

test.each([
  ['1.0.0', '1.0.0'],
  ['1.2.0', '1.2.0'],
  ['2.0.0', '2.0.0'],
])('[B-075] %s is there', (asked, served) => {
  expect(chooseVersion(several, asked)).toBe(served)
})

test.each([
  ['1.3.0', '1.2.0'],
  ['1.3', '1.2.0'],
  ['1.4.9', '1.2.0'],
  ['1.5.1', '1.5.0'],
  ['1.9.0', '1.5.2'],
  ['1.0.7', '1.0.0'],
])('[B-078] %s is not there: the nearest minor below it answers, %s', (asked, served) => {
  expect(chooseVersion(minors, asked)).toBe(served)
})

test('[B-078] with none below, the lowest above answers', () => {
  expect(chooseVersion(versions('1.2.0', '1.5.0'), '1.0.0')).toBe('1.2.0')
})

test.each(['3.0.0', '0.9.0', 'v3', '99'])('[B-078] %s is of another major version: nothing answers', (asked) => {
  expect(chooseVersion(several, asked)).toBeUndefined()
})

test.each([
  ['1', '1.5.2'],
  ['v1', '1.5.2'],
  ['1.5', '1.5.2'],
  ['v1.2', '1.2.0'],
])('[B-079] [C8] %s leaves the rest open: the newest of them answers, %s', (asked, served) => {
  expect(chooseVersion(minors, asked)).toBe(served)
})

test.each(['abc', '1.x', '-1', '1.0.0.0', '1.', '.1', 'vv1', '1e3', '0x1', '१'])('%s is no version', (asked) => {
  expect(chooseVersion(minors, asked)).toBeUndefined()
})

test('[P-081] the Piano API answers for the versions that it has, and no others', () => {
  for (const asked of ['v1', 'V1', '1', '1.0', '1.0.0']) expect(chooseVersion(piano.version, asked)).toBe('1.0.0')
  for (const asked of ['v2', '1.1', '1.0.1']) expect(chooseVersion(piano.version, asked)).toBeUndefined()
})

test('[C8] each dialect tells the version in its own way', () => {
  expect(spellVersion(piano.version, newestVersion(piano.version))).toBe('v1')
  expect(spellVersion(blueprint.version, newestVersion(blueprint.version))).toBe('1.0.0')
})
