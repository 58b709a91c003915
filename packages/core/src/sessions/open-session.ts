import { sessionId } from '../ids.ts'
import type { AccessTokens } from '../ports/access-tokens.ts'
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

interface Client {
  readonly userAgent?: string | undefined
}

export async function openSession(needs: Needs, user: User, client: Client = {}): Promise<OpenedSession> {
  const session = newSession(needs, user, client)
  await needs.sessions.add(session)
  return issuePair(needs, { session, user })
}

/** A session that nobody has kept yet. */
export function newSession(
  { ids, clock, sessionTokens }: Pick<Needs, 'ids' | 'clock' | 'sessionTokens'>,
  user: User,
  { userAgent }: Client,
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
    createdAtMs: now,
    lastUsedAtMs: now,
    expiresAtMs: expiryOf({ createdAtMs: now }, now),
  }
}

/** The pair of tokens that the session's newest rotation is worth; the same one every time. */
export async function issuePair(
  { accessTokens, sessionTokens }: Pick<Needs, 'accessTokens' | 'sessionTokens'>,
  { session, user }: { readonly session: Session; readonly user: User },
): Promise<OpenedSession> {
  const stamp = { tokenId: `${session.id}.${session.rotation}`, issuedAtMs: session.rotatedAtMs }
  const { token, expiresAtMs } = await accessTokens.issue(user, session.id, stamp)
  return { user, token, refreshToken: sessionTokens.create(session), expiresAtMs }
}
