import type { SessionId } from '../ids.ts'
import type { Session } from './session-store.ts'

/** What a refresh token claims to be; unproven. */
export interface RefreshClaim {
  readonly sessionId: SessionId
  /** Which one of the session's it is, from 0. */
  readonly rotation: number
}

/** A session as far as its refresh tokens follow from it. */
export type RefreshSource = Pick<Session, 'id' | 'refreshSeed' | 'rotation'>

/**
 * Refresh tokens follow from a session, its `rotation` and a secret that is in no database: the same one can be given
 * twice, an old one is known for what it is, and nothing is stored that could be used as one.
 */
export interface SessionTokens {
  createSeed(): string
  create(source: RefreshSource): string
  /** Null for what is no refresh token of any session. */
  read(token: string): RefreshClaim | null
  /** Whether the token is the one that follows from the source, in the same time whatever differs. */
  matches(token: string, source: RefreshSource): boolean
}
