import type { AccessTokens, TokenTerms } from '../ports/access-tokens.ts'
import type { Clock } from '../ports/clock.ts'
import type { RefreshClaim, SessionTokens } from '../ports/session-tokens.ts'
import type { SessionEvents } from '../ports/session-events.ts'
import type { SessionStore } from '../ports/session-store.ts'
import type { UserStore } from '../ports/user-store.ts'
import { isSuspended } from '../moderation/suspension.ts'
import { Refusal } from '../refusal.ts'
import { findOpenSession, type OpenSession } from './find-open-session.ts'
import { issuePair, type OpenedSession } from './open-session.ts'
import { judgeRefresh, rotateSession } from './session.ts'

interface Needs {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly accessTokens: AccessTokens
  readonly sessionTokens: SessionTokens
  readonly sessionEvents: SessionEvents
  readonly clock: Clock
}

export interface RefreshSession {
  readonly refreshToken: string
  readonly tokenTerms?: TokenTerms | undefined
}

/**
 * Exchanges a refresh token for the next pair. The one before the newest gives the newest pair again for ten seconds;
 * any other spent one ends the session. @throws Refusal `invalid_token`.
 */
export async function refreshSession(
  needs: Needs,
  { refreshToken, tokenTerms }: RefreshSession,
): Promise<OpenedSession> {
  const claim = needs.sessionTokens.read(refreshToken)
  if (!claim) throw new Refusal('invalid_token')
  const read = (): Promise<OpenSession> => prove(needs, refreshToken, claim)
  const found = await read()
  const now = Math.round(needs.clock.now())
  if (judgeRefresh(found.session, claim.rotation, now) === 'rotate') {
    const session = rotateSession(found.session, claim.rotation, now)
    if (await needs.sessions.rotate(session)) return issuePair(needs, { ...found, session, tokenTerms })
  }
  // Spent before, or a moment ago by a request beside this one.
  return repeat(needs, { ...(await read()), tokenTerms }, claim.rotation)
}

async function repeat(
  needs: Needs,
  found: OpenSession & Pick<RefreshSession, 'tokenTerms'>,
  rotation: number,
): Promise<OpenedSession> {
  const { session } = found
  if (judgeRefresh(session, rotation, needs.clock.now()) === 'repeat') return issuePair(needs, found)
  const { id: sessionId, userId } = session
  if (await needs.sessions.end(sessionId, userId)) {
    needs.sessionEvents.publish({ type: 'session_ended', userId, sessionId, cause: 'reused' })
  }
  throw new Refusal('invalid_token')
}

/** The session that the token is really of. @throws Refusal `invalid_token`, also for somebody who is suspended (S-22). */
async function prove(needs: Needs, token: string, { sessionId, rotation }: RefreshClaim): Promise<OpenSession> {
  const found = await findOpenSession(needs, sessionId)
  const isReal = found && needs.sessionTokens.matches(token, { ...found.session, rotation })
  if (!isReal || isSuspended(found.user, needs.clock.now())) throw new Refusal('invalid_token')
  return found
}
