import type { Palette, Tone } from './palette.ts'
import { inTone } from './palette.ts'

export type Paint = string | CanvasGradient

/** Above this part of the height notes dissolve. */
const fadedPart = 0.3

/** The colours of one canvas in one theme, mixed once and kept. */
export class Ink {
  readonly ground: string
  /** The faint lines at every C. */
  readonly line: Paint
  readonly fadedPx: number
  readonly #context: CanvasRenderingContext2D
  readonly #palette: Palette
  readonly #tone: Tone
  readonly #plain = new Map<number, string>()
  readonly #fading = new Map<number, CanvasGradient>()

  constructor({ context, palette, tone, heightPx, ground, line }: InkParts) {
    this.#context = context
    this.#palette = palette
    this.#tone = tone
    this.fadedPx = heightPx * fadedPart
    this.ground = ground
    this.line = this.#fade(line, line.replace(/\/[^)]*\)/, '/ 0)'))
  }

  /** The colour of a player for what starts at `topPx`. */
  paintFor(player: number, topPx: number): Paint {
    const hue = this.#palette.hueOf(player)
    const plain = this.#plain.get(hue) ?? inTone(this.#tone, hue)
    this.#plain.set(hue, plain)
    if (topPx >= this.fadedPx) return plain
    const fading = this.#fading.get(hue) ?? this.#fade(plain, plain.replace(')', ' / 0)'))
    this.#fading.set(hue, fading)
    return fading
  }

  #fade(color: string, nothing: string): CanvasGradient {
    const gradient = this.#context.createLinearGradient(0, 0, 0, Math.max(1, this.fadedPx))
    gradient.addColorStop(0, nothing)
    gradient.addColorStop(1, color)
    return gradient
  }
}

interface InkParts {
  readonly context: CanvasRenderingContext2D
  readonly palette: Palette
  readonly tone: Tone
  readonly heightPx: number
  readonly ground: string
  /** An OKLCH colour with alpha. */
  readonly line: string
}
