/** Twelve hues at equal OKLCH lightness (0.74) and chroma (0.12), 30° apart from 25°. */
export const playerColors = [
  '#ed8c84',
  '#e5955d',
  '#cda448',
  '#a8b455',
  '#78bf7b',
  '#42c3a6',
  '#26c0cf',
  '#53b6eb',
  '#86a9f7',
  '#b09bee',
  '#d190d4',
  '#e68aaf',
] as const

/** The user's own colour: the same for the same id, evenly spread over the palette. */
export function colorFor(id: string): string {
  let hash = 0
  for (const character of id) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0
  return playerColors[hash % playerColors.length] ?? playerColors[0]
}

/** The wanted colour, or, when somebody in the room has it already, the first one that is free. */
export function freeColor(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  return playerColors.find((color) => !taken.has(color)) ?? wanted
}
