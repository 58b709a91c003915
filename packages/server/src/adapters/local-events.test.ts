import { expect, test } from 'vitest'
import { createLocalEvents } from './local-events.ts'

const closed = { type: 'room_closed' }

test('every listener hears an event until it leaves', () => {
  const events = createLocalEvents<typeof closed>(() => undefined)
  const heard: string[] = []
  events.subscribe(({ type }) => heard.push(`one ${type}`))
  {
    using _two = events.subscribe(({ type }) => heard.push(`two ${type}`))
    events.publish(closed)
  }
  events.publish(closed)

  expect(heard).toEqual(['one room_closed', 'two room_closed', 'one room_closed'])
})

test('a listener that throws is reported and silences nobody', () => {
  const errors: unknown[] = []
  const events = createLocalEvents<typeof closed>((error) => errors.push(error))
  const heard: (typeof closed)[] = []
  events.subscribe(() => {
    throw new Error('deaf')
  })
  events.subscribe((event) => heard.push(event))

  events.publish(closed)

  expect([heard, errors]).toEqual([[closed], [new Error('deaf')]])
})
