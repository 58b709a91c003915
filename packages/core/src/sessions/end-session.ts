import type { SessionId, UserId } from '../ids.ts'
import type { SessionEnd, SessionEvents } from '../ports/session-events.ts'
import type { SessionStore } from '../ports/session-store.ts'
import { Refusal } from '../refusal.ts'
import type { Caller } from './authenticate.ts'

interface Needs {
  readonly sessions: SessionStore
  readonly sessionEvents: SessionEvents
}

/** Ends the caller's own session. Of two at the same time both succeed. */
export async function logOut({ sessions, sessionEvents }: Needs, { user, sessionId }: Caller): Promise<void> {
  const hasEnded = await sessions.end(sessionId, user.id)
  if (hasEnded) sessionEvents.publish({ type: 'session_ended', userId: user.id, sessionId, cause: 'logged_out' })
}

/** Ends one of the caller's sessions. @throws Refusal `session_not_found`, alike for another user's and for none. */
export async function endSession({ sessions, sessionEvents }: Needs, caller: Caller, id: SessionId): Promise<void> {
  const userId = caller.user.id
  if (!(await sessions.end(id, userId))) throw new Refusal('session_not_found')
  sessionEvents.publish({ type: 'session_ended', userId, sessionId: id, cause: 'revoked' })
}

/**
 * Ends every session of a user and closes their connections: with 4503 when they are banned, else with 4501. The one
 * that is excepted goes on, also after `raiseGeneration`; its access token must then be refreshed.
 */
export async function endAllSessions(
  { sessions, sessionEvents }: Needs,
  userId: UserId,
  { except, cause = 'revoked' }: { readonly except?: SessionId | undefined; readonly cause?: SessionEnd } = {},
): Promise<void> {
  await sessions.endAllOf(userId, except)
  sessionEvents.publish({ type: 'all_sessions_ended', userId, except, cause })
}
