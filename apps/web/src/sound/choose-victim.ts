import type { Damper } from './dampers.ts'
import { ringSec } from './dampers.ts'
import type { Envelope } from './envelope.ts'
import { levelAt } from './envelope.ts'

export interface SoundingVoice {
  readonly key: number
  readonly keyDown: boolean
  readonly damper: Damper
  readonly startSec: number
  readonly envelope: Envelope
}

/** The voice that will be missed least: released before pedalled before held, then the quietest, then the oldest. */
export function chooseVictim<V extends SoundingVoice>(voices: Iterable<V>, timeSec: number): V | undefined {
  let victim: V | undefined
  let least: readonly number[] = []
  for (const voice of voices) {
    const worth = worthOf(voice, timeSec)
    if (victim && !isLess(worth, least)) continue
    victim = voice
    least = worth
  }
  return victim
}

/** Levels are compared in steps of 3 dB, so that among near equals age decides. */
function worthOf({ key, keyDown, damper, startSec, envelope }: SoundingVoice, timeSec: number): readonly number[] {
  const ageSec = Math.max(0, timeSec - startSec)
  const level = levelAt(envelope, timeSec) * Math.exp(-ageSec / ringSec(key))
  const steps = Math.round((20 * Math.log10(Math.max(level, 1e-6))) / 3)
  return [keyDown ? 2 : damper === 'up' ? 1 : 0, steps, startSec]
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0
    if (value !== other) return value < other
  }
  return false
}
