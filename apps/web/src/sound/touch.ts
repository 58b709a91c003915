import type { Layer } from './sample-names.ts'

export interface LayerShare {
  readonly layer: Layer
  readonly gain: number
}

/** Below the first velocity only the soft recording sounds, above the second only the strong one. */
const fadeFrom = 58
const fadeTo = 98

/** Measured over all keys: the soft recordings are 3.2 dB below the strong ones, which the gain makes up for. */
export const makeUp: Readonly<Record<Layer, number>> = { 8: 1.45, 12: 1 }

/** How loud a velocity is, 0..1; 34 dB from velocity 13 to 127, as on a concert grand. */
export function loudness(velocity: number): number {
  return (Math.min(127, Math.max(1, velocity)) / 127) ** 1.7
}

/** Equal-power shares of the recorded layers; a layer that would not be heard is left out. */
export function layerShares(velocity: number): readonly LayerShare[] {
  const position = Math.min(1, Math.max(0, (velocity - fadeFrom) / (fadeTo - fadeFrom)))
  const angle = (position * Math.PI) / 2
  const shares: readonly LayerShare[] = [
    { layer: 8, gain: Math.cos(angle) * makeUp[8] },
    { layer: 12, gain: Math.sin(angle) * makeUp[12] },
  ]
  return shares.filter(({ gain }) => gain > 0.02)
}

/** Where a soft stroke loses its upper partials; nothing is taken from strokes as strong as the soft recording. */
export function cutoffHz(key: number, velocity: number, soft: boolean): number | undefined {
  const strength = soft ? velocity * 0.75 : velocity
  if (strength >= fadeFrom) return undefined
  const fundamentalHz = 440 * 2 ** ((key - 69) / 12)
  return 500 + 2 * fundamentalHz + 11_000 * (strength / fadeFrom) ** 2
}

/** Low strings to the left, as the player hears them, but only gently. */
export function panOf(key: number): number {
  return Math.min(1, Math.max(-1, (key - 64) / 44)) * 0.35
}
