import { expect, test } from 'vitest'
import type { SoundingVoice } from './choose-victim.ts'
import { chooseVictim } from './choose-victim.ts'

const held: SoundingVoice = {
  key: 60,
  keyDown: true,
  damper: 'up',
  startSec: 0,
  envelope: { level: 0.01, atSec: 0, tauSec: Infinity },
}
const pedalled: SoundingVoice = { ...held, keyDown: false, envelope: { level: 0.5, atSec: 0, tauSec: Infinity } }
const released: SoundingVoice = { ...pedalled, damper: 'down', envelope: { level: 0.9, atSec: 1, tauSec: 0.5 } }

test('released goes before pedalled, pedalled before held, however loud', () => {
  expect(chooseVictim([held, pedalled, released], 1)).toBe(released)
  expect(chooseVictim([held, pedalled], 1)).toBe(pedalled)
  expect(chooseVictim([held], 1)).toBe(held)
})

test('among released voices the quietest goes', () => {
  const quiet = { ...released, envelope: { ...released.envelope, level: 0.1 } }
  expect(chooseVictim([released, quiet, released], 1)).toBe(quiet)
})

test('among equally loud ones the oldest goes', () => {
  const treble = { ...held, key: 20, startSec: 0.02 }
  const older = { ...treble, startSec: 0.01 }
  expect(chooseVictim([treble, older], 0.03)).toBe(older)
})

test('nothing can be taken from silence', () => {
  expect(chooseVictim([], 0)).toBeUndefined()
})
