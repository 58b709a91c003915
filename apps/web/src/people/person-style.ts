import type { CSSProperties } from 'react'
import { hueOf } from './player-color.ts'

declare module 'react' {
  interface CSSProperties {
    /** A person's colour, as an OKLCH hue in degrees. */
    '--hue'?: number | undefined
  }
}

/** Hands a person's colour to the style sheets, which choose lightness and chroma by theme. */
export function personStyle(color: string): CSSProperties {
  return { '--hue': hueOf(color) }
}
