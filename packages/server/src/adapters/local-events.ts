/** Something of the core's that is told within the program. */
export interface LocalEvents<Event> {
  publish(event: Event): void
  subscribe(listener: (event: Event) => void): Disposable
}

/** Events within this process. A listener that throws neither stops the others nor the publisher. */
export function createLocalEvents<Event>(onError: (error: unknown) => void): LocalEvents<Event> {
  const listeners = new Set<(event: Event) => void>()

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
      const own = (event: Event): void => listener(event)
      listeners.add(own)
      return { [Symbol.dispose]: () => void listeners.delete(own) }
    },
  }
}
