interface Oklch {
  readonly lightness: number
  readonly chroma: number
  readonly hue: number
}

const lampLight = 80

/** The hue of '#rrggbb' in OKLCH degrees. Greys and what is no colour get the hue of lamp light. */
export function hueOf(hex: string): number {
  const { chroma, hue } = toOklch(hex) ?? { chroma: 0, hue: 0 }
  return chroma < 0.02 ? lampLight : Math.round(hue * 10) / 10
}

function toOklch(hex: string): Oklch | undefined {
  const value = /^#([0-9a-f]{6})$/i.exec(hex)?.[1]
  if (value === undefined) return undefined
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) =>
    toLinear(Number.parseInt(value.slice(at, at + 2), 16) / 255),
  )
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  const hue = (Math.atan2(b, a) * 180) / Math.PI
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, b),
    hue: (hue + 360) % 360,
  }
}

function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}

/** Colour alone never tells two players apart: each also has one of three grains. */
export const grains = ['plain', 'split', 'hollow'] as const
export type Grain = (typeof grains)[number]

export function grainOf(playerNumber: number): Grain {
  return grains[Math.max(0, playerNumber - 1) % grains.length] ?? 'plain'
}
