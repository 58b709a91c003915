import type { DirectEvent, DirectEvents } from '@tutti/core'
import { createLocalEvents } from './local-events.ts'

/** Direct messages within this process. A listener that throws neither stops the others nor the publisher. */
export function createDirectEvents(onError: (error: unknown) => void): DirectEvents {
  return createLocalEvents<DirectEvent>(onError)
}
