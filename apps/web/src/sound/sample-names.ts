/** The recorded strings: every third semitone from A0 to C8. */
export const sampleRoots: readonly number[] = Array.from({ length: 30 }, (_, index) => 21 + index * 3)

/** The recorded strengths, as the sample packages number them: 8 and 12 of 16. */
export const layers = [8, 12] as const
export type Layer = (typeof layers)[number]

const names = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B']

export function sampleName(root: number, layer: Layer): string {
  return `${names[root % 12] ?? ''}${Math.floor(root / 12) - 1}v${layer}`
}

/** The nearest recorded string to `key`; the lower one of two that are equally near. */
export function nearestRoot(key: number, roots: readonly number[] = sampleRoots): number {
  return roots.reduce((best, root) => (Math.abs(root - key) < Math.abs(best - key) ? root : best), roots[0] ?? key)
}

/** How much faster or slower a string recorded at `root` runs to sound as `key`. */
export function rateBetween(root: number, key: number): number {
  return 2 ** ((key - root) / 12)
}

/** Middle of the keyboard first, where most hands begin. */
export const loadingOrder: readonly number[] = sampleRoots.toSorted((a, b) => Math.abs(a - 63) - Math.abs(b - 63))
