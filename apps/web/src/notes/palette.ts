import { hueOf } from '../people/player-color.ts'

/** Lightness and chroma that all players share in a theme; read off the design tokens. */
export interface Tone {
  readonly lightness: number
  readonly chroma: number
}

export function readTone(element: Element): Tone {
  const style = getComputedStyle(element)
  return {
    lightness: Number.parseFloat(style.getPropertyValue('--note-l')) || 0.75,
    chroma: Number.parseFloat(style.getPropertyValue('--note-c')) || 0.12,
  }
}

/** The hue of each player in the room by number; 0 is oneself. */
export class Palette {
  readonly #hues = new Map<number, number>()

  set(player: number, color: string): void {
    this.#hues.set(player, hueOf(color))
  }

  hueOf(player: number): number {
    return this.#hues.get(player) ?? 80
  }
}

export function inTone({ lightness, chroma }: Tone, hue: number): string {
  return `oklch(${lightness} ${chroma} ${hue})`
}
