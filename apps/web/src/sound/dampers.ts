/** Where the felt is: off the string, brushing it, or on it. */
export type Damper = 'up' | 'half' | 'down'

export interface Pedals {
  /** 0..127 */
  readonly sustain: number
  readonly sostenuto: boolean
  readonly soft: boolean
}

export interface StringState {
  readonly key: number
  readonly keyDown: boolean
  /** The sostenuto pedal caught this string's damper when it was up. */
  readonly caught: boolean
}

export const pedalsUp: Pedals = { sustain: 0, sostenuto: false, soft: false }

/** F#6; the strings above have no dampers. */
const highestDampedKey = 90
const sustainFrom = 64
const halfFrom = 40

export function damperOf({ key, keyDown, caught }: StringState, { sustain }: Pedals): Damper {
  if (keyDown || caught || key > highestDampedKey || sustain >= sustainFrom) return 'up'
  return sustain >= halfFrom ? 'half' : 'down'
}

/** How fast the string falls silent; thick strings take longer to stop. */
export function fallSec(key: number, damper: Damper): number {
  if (damper === 'up') return Infinity
  const damped = 0.05 + 0.11 * Math.min(1, Math.max(0, (highestDampedKey - key) / 69))
  return damper === 'half' ? damped * 5 : damped
}

/** How fast an undamped string fades by itself; a rough fit to the recordings. */
export function ringSec(key: number): number {
  return 3.6 * 2 ** ((21 - key) / 30)
}
