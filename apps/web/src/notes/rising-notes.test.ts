import { expect, test } from 'vitest'
import { RisingNotes } from './rising-notes.ts'

const press = (atMs: number, key = 60, player = 1) => ({ kind: 'press', player, key, velocity: 80, atMs }) as const
const release = (atMs: number, key = 60, player = 1) => ({ kind: 'release', player, key, atMs }) as const

test('an event waits for its time', () => {
  const air = new RisingNotes()
  air.add(press(100))

  expect(air.advance(99, 0)).toEqual([])
  expect(air.advance(100, 0)).toHaveLength(1)
  expect(air.notes).toHaveLength(1)
})

test('events happen in order of time, however they came', () => {
  const air = new RisingNotes()
  air.add(release(20))
  air.add(press(10))
  air.advance(30, 0)

  expect(air.notes).toMatchObject([{ startedMs: 10, endedMs: 20 }])
})

test('a key struck again ends the stroke before', () => {
  const air = new RisingNotes()
  for (const event of [press(10), press(30)]) air.add(event)
  air.advance(40, 0)

  expect(air.notes).toMatchObject([{ endedMs: 30 }, { startedMs: 30 }])
})

test('hush ends all of one player and none of another', () => {
  const air = new RisingNotes()
  for (const event of [
    press(1, 60, 1),
    press(1, 64, 1),
    press(1, 67, 2),
    { kind: 'hush', player: 1, atMs: 5 } as const,
  ])
    air.add(event)
  air.advance(9, 0)

  expect(air.notes.map(({ endedMs }) => endedMs)).toEqual([5, 5, undefined])
})

test('what left the screen is forgotten, what is held is not', () => {
  const air = new RisingNotes()
  for (const event of [press(1, 60), release(2, 60), press(1, 64)]) air.add(event)
  air.advance(5000, 4000)

  expect(air.notes.map(({ key }) => key)).toEqual([64])
})

test('a note that was scheduled before its player was lost never appears', () => {
  const air = new RisingNotes()
  air.add(press(50))
  air.add({ kind: 'hush', player: 1, atMs: 10 })
  air.advance(100, 0)

  expect(air.notes).toEqual([])
})
