import { sessionId } from '../ids.ts'
import type { AccessTokens, TokenTerms } from '../ports/access-tokens.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { SessionTokens } from '../ports/session-tokens.ts'
import type { Session, SessionStore } from '../ports/session-store.ts'
import type { User } from '../users/user.ts'
import { expiryOf } from './session.ts'

/** What somebody who came in holds. */
export interface OpenedSession {
  readonly user: User
  readonly token: string
  readonly refreshToken: string
  readonly expiresAtMs: number
}

interface Needs {
  readonly sessions: SessionStore
  readonly accessTokens: AccessTokens
  readonly sessionTokens: SessionTokens
  readonly ids: IdSource
  readonly clock: Clock
}

const longestUserAgent = 256

/** The program that somebody comes in with. */
export interface SessionClient {
  readonly userAgent?: string | undefined
  /** Names one installation of it. */
  readonly applicationId?: string | undefined
  readonly tokenTerms?: TokenTerms | undefined
}

export async function openSession(needs: Needs, user: User, client: SessionClient = {}): Promise<OpenedSession> {
  const session = newSession(needs, user, client)
  await needs.sessions.add(session)
  return issuePair(needs, { session, user, tokenTerms: client.tokenTerms })
}

/** A session that nobody has kept yet. */
export function newSession(
  { ids, clock, sessionTokens }: Pick<Needs, 'ids' | 'clock' | 'sessionTokens'>,
  user: User,
  { userAgent, applicationId }: SessionClient,
): Session {
  const now = Math.round(clock.now())
  return {
    id: sessionId(ids.uuid()),
    userId: user.id,
    generation: user.generation,
    refreshSeed: sessionTokens.createSeed(),
    rotation: 0,
    rotatedAtMs: now,
    userAgent: userAgent?.slice(0, longestUserAgent) || null,
    applicationId: applicationId ?? null,
    createdAtMs: now,
    lastUsedAtMs: now,
    expiresAtMs: expiryOf({ createdAtMs: now }, now),
  }
}

interface Pair extends Pick<SessionClient, 'tokenTerms'> {
  readonly session: Session
  readonly user: User
}

/** The pair of tokens that the session's newest rotation is worth; on the same terms the same one every time. */
export async function issuePair(
  { accessTokens, sessionTokens }: Pick<Needs, 'accessTokens' | 'sessionTokens'>,
  { session, user, tokenTerms }: Pair,
): Promise<OpenedSession> {
  const stamp = { tokenId: `${session.id}.${session.rotation}`, issuedAtMs: session.rotatedAtMs }
  const { token, expiresAtMs } = await accessTokens.issue(user, session.id, { ...stamp, ...tokenTerms })
  return { user, token, refreshToken: sessionTokens.create(session), expiresAtMs }
}
