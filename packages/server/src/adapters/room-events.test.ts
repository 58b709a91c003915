import { roomId, type RoomEvent } from '@tutti/core'
import { expect, test } from 'vitest'
import { createRoomEvents } from './room-events.ts'

const closed: RoomEvent = { type: 'room_closed', roomId: roomId('abcdefghi') }

test('every listener hears an event until it leaves', () => {
  const events = createRoomEvents(() => undefined)
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
  const events = createRoomEvents((error) => errors.push(error))
  const heard: RoomEvent[] = []
  events.subscribe(() => {
    throw new Error('deaf')
  })
  events.subscribe((event) => heard.push(event))

  events.publish(closed)

  expect([heard, errors]).toEqual([[closed], [new Error('deaf')]])
})
