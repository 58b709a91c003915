import type { SessionId, UserId } from '../ids.ts'

/** A login: made by registering, logging in or coming as a guest; ended by logging out. */
export interface Session {
  readonly id: SessionId
  readonly userId: UserId
  /** SHA-256 of the newest refresh token, never the token. */
  readonly refreshHash: string
  readonly createdAtMs: number
  readonly expiresAtMs: number
}

export interface SessionStore {
  add(session: Session): Promise<void>
  /** A session that has not been ended; expiry is the caller's to judge. */
  find(id: SessionId): Promise<Session | null>
}
