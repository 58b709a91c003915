import { whiteKeyCount } from './key-layout.ts'

/** The part of the keyboard that is on the screen, in white keys. */
export interface KeyWindow {
  readonly first: number
  readonly count: number
}

const narrowestKeyPx = 16
const comfortableKeyPx = 26
const twoOctaves = 14
const fourOctaves = 28

/** All 88 where they fit, two octaves on a phone held upright, three to four when it lies. */
export function whiteKeysFor(widthPx: number): number {
  if (widthPx / whiteKeyCount >= narrowestKeyPx) return whiteKeyCount
  const fitting = Math.floor(widthPx / comfortableKeyPx)
  return Math.min(fourOctaves, Math.max(twoOctaves, fitting))
}

export function clampWindow({ first, count }: KeyWindow): KeyWindow {
  return { first: Math.min(whiteKeyCount - count, Math.max(0, first)), count }
}

/** A window of another size around the same middle. */
export function resizeWindow(window: KeyWindow, count: number): KeyWindow {
  return clampWindow({ first: Math.round(window.first + (window.count - count) / 2), count })
}

const middleC = 23
const octave = 7

/** Where most hands begin: from middle C, or from the C below where there is room for three octaves. */
export function startWindow(count: number): KeyWindow {
  return clampWindow({ first: middleC - octave * Math.floor(count / (octave * 3)), count })
}
