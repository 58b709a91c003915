import type { SessionId, UserId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { Session, SessionStore } from '../ports/session-store.ts'
import type { UserStore } from '../ports/user-store.ts'
import type { User } from '../users/user.ts'
import { expiryOf, isSessionOpen, useNotedEveryMs } from './session.ts'

interface Needs {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly clock: Clock
}

export interface OpenSession {
  readonly session: Session
  readonly user: User
}

/**
 * A session and its user as they are now; null when it has ended or expired, or the user is gone. Where the user is
 * known both are read at once; a session of somebody else is none then.
 */
export async function findOpenSession(needs: Needs, id: SessionId, knownUser?: UserId): Promise<OpenSession | null> {
  const [session, known] = await Promise.all([needs.sessions.find(id), knownUser && needs.users.find(knownUser)])
  const user = session && (knownUser ? known : await needs.users.find(session.userId))
  return session && user && isSessionOpen(session, user, needs.clock.now()) ? { session, user } : null
}

/** As `findOpenSession`, for somebody who uses the session: noted at most once a minute, and nobody waits for it. */
export async function useSession(needs: Needs, id: SessionId, userId: UserId): Promise<OpenSession | null> {
  const found = await findOpenSession(needs, id, userId)
  if (found) noteUse(needs, found.session)
  return found
}

function noteUse({ sessions, clock }: Needs, session: Session): void {
  const now = Math.round(clock.now())
  if (now - session.lastUsedAtMs < useNotedEveryMs) return
  const use = { id: session.id, lastUsedAtMs: now, expiresAtMs: expiryOf(session, now) }
  // A full disk must not keep anybody from reading; the next use is noted again.
  sessions.touch(use).catch(() => undefined)
}
