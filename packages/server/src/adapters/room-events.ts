import type { RoomEvent, RoomEvents } from '@tutti/core'

/** Room events within this process. A listener that throws neither stops the others nor the publisher. */
export function createRoomEvents(onError: (error: unknown) => void): RoomEvents {
  const listeners = new Set<(event: RoomEvent) => void>()

  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event)
        } catch (error) {
          onError(error)
        }
      }
    },
    subscribe(listener) {
      // Wrapped, so that subscribing the same function twice is two subscriptions.
      const own = (event: RoomEvent): void => listener(event)
      listeners.add(own)
      return { [Symbol.dispose]: () => void listeners.delete(own) }
    },
  }
}
