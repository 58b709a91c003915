import { expect, test } from 'vitest'
import { blackDepth, findKeyAt, findShape, keyName, keyShapes, velocityAt, whiteKeyCount } from './key-layout.ts'

test('there are 88 keys, 52 of them white, side by side', () => {
  const whites = keyShapes.filter(({ isBlack }) => !isBlack)

  expect(keyShapes).toHaveLength(88)
  expect(whites.map(({ left }) => left)).toEqual(Array.from({ length: whiteKeyCount }, (_, index) => index))
})

test('middle C is the 24th white key', () => {
  expect(findShape(60)).toMatchObject({ isBlack: false, left: 23 })
})

test('every key is found in its own middle', () => {
  for (const shape of keyShapes) {
    const depth = shape.isBlack ? blackDepth / 2 : 0.9
    expect(findKeyAt(shape.left + shape.width / 2, depth)?.key).toBe(shape.key)
  }
})

test('in front of a black key lies the white one', () => {
  const cSharp = findShape(61)
  expect(findKeyAt((cSharp?.left ?? 0) + 0.1, blackDepth + 0.01)?.isBlack).toBe(false)
})

test('beyond the ends and above the keys there is nothing', () => {
  expect(findKeyAt(-0.1, 0.5)).toBeUndefined()
  expect(findKeyAt(52, 0.5)).toBeUndefined()
  expect(findKeyAt(10, -0.01)).toBeUndefined()
})

test('the nearer to the edge, the louder, always within MIDI', () => {
  const velocities = [0, 0.25, 0.5, 0.75, 1].map((depth) =>
    velocityAt({ key: 60, isBlack: false, left: 23, width: 1 }, depth),
  )

  expect(velocities).toEqual(velocities.toSorted((a, b) => a - b))
  expect(velocities[0]).toBeGreaterThan(0)
  expect(velocities.at(-1)).toBeLessThan(128)
})

test('a black key is struck loudly at its own edge', () => {
  const shape = { key: 61, isBlack: true, left: 0, width: 0.6 }
  expect(velocityAt(shape, blackDepth)).toBe(116)
})

test('keys have names to be read aloud', () => {
  expect(keyName(60)).toBe('C 4')
  expect(keyName(21)).toBe('A 0')
})
