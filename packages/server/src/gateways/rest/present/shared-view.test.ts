import { expect, test } from 'vitest'
import { sharedView } from './shared-view.ts'

const room = { name: 'Salon' }
const present = sharedView((source: typeof room, users: number) => ({ name: source.name, users }))

test('the same view is given while nothing of it changes', () => {
  expect(present(room, 1)).toBe(present(room, 1))
  expect(Object.isFrozen(present(room, 1))).toBe(true)
})

test('another count, or a room that was read anew, is another view', () => {
  const before = present(room, 1)
  expect(present(room, 2)).toEqual({ name: 'Salon', users: 2 })
  expect(present({ ...room, name: 'Hall' }, 1)).toEqual({ name: 'Hall', users: 1 })
  expect(before).toEqual({ name: 'Salon', users: 1 })
})
