import type { RoomEvent, RoomEvents } from '@tutti/core'
import { createLocalEvents } from './local-events.ts'

/** Room events within this process. A listener that throws neither stops the others nor the publisher. */
export function createRoomEvents(onError: (error: unknown) => void): RoomEvents {
  return createLocalEvents<RoomEvent>(onError)
}
