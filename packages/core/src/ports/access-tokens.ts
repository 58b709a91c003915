import type { SessionId, UserId } from '../ids.ts'
import type { User } from '../users/user.ts'

export interface TokenClaims {
  readonly userId: UserId
  readonly sessionId: SessionId
  readonly generation: number
  readonly expiresAtMs: number
}

/** Signed, short-lived proof of who asks. */
export interface AccessTokens {
  issue(user: User, sessionId: SessionId): Promise<{ readonly token: string; readonly expiresAtMs: number }>
  /** @throws Refusal `invalid_token`: malformed, altered, expired, of another kind or another issuer. */
  verify(token: string): Promise<TokenClaims>
}
