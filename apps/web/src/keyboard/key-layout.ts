export interface KeyShape {
  readonly key: number
  readonly isBlack: boolean
  /** Left edge and width, in widths of a white key from the left end of the piano. */
  readonly left: number
  readonly width: number
}

export const lowestKey = 21
export const highestKey = 108
export const whiteKeyCount = 52
export const blackWidth = 0.58
/** How far down the white keys the black ones reach. */
export const blackDepth = 0.635

const whiteSteps: readonly number[] = [0, 2, 4, 5, 7, 9, 11]
/** Black keys stand off the gap between their neighbours, as on a real piano. */
const blackOffsets: ReadonlyMap<number, number> = new Map([
  [1, -0.09],
  [3, 0.09],
  [6, -0.12],
  [8, 0],
  [10, 0.12],
])

export function isBlackKey(key: number): boolean {
  return blackOffsets.has(key % 12)
}

/** White keys to the left of `key`, counted from A0. */
export function whiteKeysBelow(key: number): number {
  const whites = whiteSteps.filter((step) => step < key % 12).length
  return Math.floor(key / 12) * 7 + whites - whitesBelowA0
}

const whitesBelowA0 = 12

export const keyShapes: readonly KeyShape[] = Array.from({ length: highestKey - lowestKey + 1 }, (_, index) =>
  shapeOf(lowestKey + index),
)

function shapeOf(key: number): KeyShape {
  const whites = whiteKeysBelow(key)
  const offset = blackOffsets.get(key % 12)
  if (offset === undefined) return { key, isBlack: false, left: whites, width: 1 }
  return { key, isBlack: true, left: whites + offset - blackWidth / 2, width: blackWidth }
}

const whiteShapes = keyShapes.filter(({ isBlack }) => !isBlack)

export function findShape(key: number): KeyShape | undefined {
  return keyShapes[key - lowestKey]
}

/** The key at a place: `x` in white keys from the left end, `depth` 0 at the far end of the keys and 1 at the player's. */
export function findKeyAt(x: number, depth: number): KeyShape | undefined {
  if (depth < 0 || depth > 1) return undefined
  const white = whiteShapes[Math.floor(x)]
  if (!white || depth > blackDepth) return white
  const neighbours = [findShape(white.key - 1), findShape(white.key + 1)]
  return neighbours.find((shape) => shape?.isBlack && x >= shape.left && x < shape.left + shape.width) ?? white
}

const softest = 36
const loudest = 116

/** Striking near the player's edge is loud, far up the key is soft; as levers go. */
export function velocityAt({ isBlack }: KeyShape, depth: number): number {
  const reach = isBlack ? depth / blackDepth : depth
  return Math.round(softest + (loudest - softest) * Math.min(1, Math.max(0, reach)) ** 0.8)
}

const names = ['C', 'C sharp', 'D', 'E flat', 'E', 'F', 'F sharp', 'G', 'A flat', 'A', 'B flat', 'B']

/** As it is read aloud: "F sharp 4". */
export function keyName(key: number): string {
  return `${names[key % 12] ?? ''} ${Math.floor(key / 12) - 1}`
}
