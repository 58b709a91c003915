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

/** How long a token is good, and by which of the user's ids it names whose it is. */
export interface TokenTerms {
  readonly lifetimeMs: number
  readonly subject: 'id' | 'publicId'
}

/** Signed proof of who asks, for as long as its terms say. */
export interface AccessTokens {
  /** Without a stamp it is made now and different from any other; without terms it is good for an hour. */
  issue(
    user: User,
    sessionId: SessionId,
    wish?: Partial<TokenStamp & TokenTerms>,
  ): Promise<{ readonly token: string; readonly expiresAtMs: number }>
  /** @throws Refusal `invalid_token`: malformed, altered, expired, of another kind or another issuer. */
  verify(token: string): Promise<TokenClaims>
}
