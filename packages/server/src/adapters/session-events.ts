import type { SessionEvent, SessionEvents } from '@tutti/core'
import { createLocalEvents } from './local-events.ts'

/** Session events within this process. */
export function createSessionEvents(onError: (error: unknown) => void): SessionEvents {
  return createLocalEvents<SessionEvent>(onError)
}
