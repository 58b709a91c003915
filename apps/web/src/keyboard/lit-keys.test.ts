import { expect, test } from 'vitest'
import { LitKeys } from './lit-keys.ts'

const press = (player: number, key: number) => ({ kind: 'press', player, key, velocity: 80, atMs: 0 }) as const

test('a key is shared by those who hold it, in the order they came', () => {
  const lit = new LitKeys()
  lit.apply(press(1, 60))
  lit.apply(press(2, 60))

  expect(lit.holdersOf(60)).toEqual([1, 2])
})

test('hush lets go of one player everywhere', () => {
  const lit = new LitKeys()
  for (const event of [press(1, 60), press(2, 60), press(1, 64)]) lit.apply(event)

  expect(lit.apply({ kind: 'hush', player: 1, atMs: 0 })).toEqual([60, 64])
  expect(lit.holdersOf(60)).toEqual([2])
  expect(lit.holdersOf(64)).toEqual([])
})
