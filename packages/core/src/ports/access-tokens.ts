import type { SessionId, UserId } from '../ids.ts'
import type { User } from '../users/user.ts'

export interface TokenClaims {
  readonly userId: UserId
  readonly sessionId: SessionId
  readonly generation: number
  readonly expiresAtMs: number
}

/** Makes a token that can be made again: the same stamp for the same user and session is the same token. */
export interface TokenStamp {
  readonly tokenId: string
  readonly issuedAtMs: number
}

/** Signed, short-lived proof of who asks. */
export interface AccessTokens {
  /** Without a stamp it is made now and different from any other. */
  issue(
    user: User,
    sessionId: SessionId,
    stamp?: TokenStamp,
  ): Promise<{ readonly token: string; readonly expiresAtMs: number }>
  /** @throws Refusal `invalid_token`: malformed, altered, expired, of another kind or another issuer. */
  verify(token: string): Promise<TokenClaims>
}
