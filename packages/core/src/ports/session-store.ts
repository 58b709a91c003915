import type { SessionId, UserId } from '../ids.ts'
import type { Listing, Page } from '../listing/listing.ts'

/** A login: made by registering, logging in or coming as a guest; ended by logging out. */
export interface Session {
  readonly id: SessionId
  readonly userId: UserId
  /** The user's generation when the session was opened: raising it ends the session. */
  readonly generation: number
  /** Random. Together with a secret of the server it makes the refresh tokens; alone it makes nothing. */
  readonly refreshSeed: string
  /** The number of the newest refresh token, from 0. */
  readonly rotation: number
  /** When the newest refresh token was made. */
  readonly rotatedAtMs: number
  /** What the client calls itself. */
  readonly userAgent: string | null
  /** Which installation of a client it is, where the client said so. No authority comes of it. */
  readonly applicationId: string | null
  readonly createdAtMs: number
  /** Exact to a minute. */
  readonly lastUsedAtMs: number
  readonly expiresAtMs: number
}

export interface SessionUse {
  readonly id: SessionId
  readonly lastUsedAtMs: number
  readonly expiresAtMs: number
}

/** By what sessions may be filtered and sorted. */
export type SessionField =
  | 'sessionId'
  | 'current'
  | 'userAgent'
  | 'applicationId'
  | 'createdAt'
  | 'lastUsedAt'
  | 'expiresAt'

export interface SessionListing extends Listing<SessionField> {
  readonly userId: UserId
  /** Those that have expired by then are left out. */
  readonly nowMs: number
  /** The one that is `current`. */
  readonly current?: SessionId | undefined
}

export interface SessionStore {
  add(session: Session): Promise<void>
  /** A session that has not been ended; expiry is the caller's to judge. */
  find(id: SessionId): Promise<Session | null>
  /** The last used first. */
  list(listing: SessionListing): Promise<Page<Session>>
  /**
   * Keeps the session as it is given, if what is kept has a lower `rotation`: of several attempts at once one succeeds.
   * False when it does not, or the session has ended.
   */
  rotate(session: Session): Promise<boolean>
  touch(use: SessionUse): Promise<void>
  /** False when there is no such session of this user's. */
  end(id: SessionId, userId: UserId): Promise<boolean>
  /** All or none at once. The one that stays takes on the user's present generation. */
  endAllOf(userId: UserId, except?: SessionId): Promise<void>
  removeExpired(nowMs: number): Promise<void>
}
