import { sessionId } from '../ids.ts'
import type { AccessTokens } from '../ports/access-tokens.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { RefreshTokens } from '../ports/refresh-tokens.ts'
import type { SessionStore } from '../ports/session-store.ts'
import type { User } from '../users/user.ts'

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
  readonly refreshTokens: RefreshTokens
  readonly ids: IdSource
  readonly clock: Clock
}

/** An unused session ends after this long. */
export const sessionLifetimeMs = 30 * 24 * 60 * 60 * 1000

export async function openSession(
  { sessions, accessTokens, refreshTokens, ids, clock }: Needs,
  user: User,
): Promise<OpenedSession> {
  const id = sessionId(ids.uuid())
  const now = Math.round(clock.now())
  const refresh = refreshTokens.create()
  await sessions.add({
    id,
    userId: user.id,
    refreshHash: refresh.hash,
    createdAtMs: now,
    expiresAtMs: now + sessionLifetimeMs,
  })
  const { token, expiresAtMs } = await accessTokens.issue(user, id)
  return { user, token, refreshToken: refresh.token, expiresAtMs }
}
