import type { CursorPlace } from '@tutti/client'
import { whiteKeyCount } from '../keyboard/key-layout.ts'
import type { KeyWindow } from '../keyboard/key-window.ts'

/** A place over the keys that are on this screen, as a place over all 88. */
export function toWholeKeyboard({ x, y }: CursorPlace, { first, count }: KeyWindow): CursorPlace {
  return { x: clamp((first + clamp(x) * count) / whiteKeyCount), y: clamp(y) }
}

/** … and back; null when those keys are not on this screen. */
export function toWindow({ x, y }: CursorPlace, { first, count }: KeyWindow): CursorPlace | null {
  const here = (x * whiteKeyCount - first) / count
  return here < 0 || here > 1 ? null : { x: here, y }
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
