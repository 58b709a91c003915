import type { AccessTokens, TokenTerms } from '../ports/access-tokens.ts'
import type { Caller } from './authenticate.ts'

/** A fresh access token for somebody who has a valid one. The session's refresh token stays as it is, and is not told. */
export async function renewToken(
  { accessTokens }: { readonly accessTokens: AccessTokens },
  { user, sessionId }: Caller,
  tokenTerms?: TokenTerms,
): Promise<{ readonly user: Caller['user']; readonly token: string; readonly expiresAtMs: number }> {
  return { user, ...(await accessTokens.issue(user, sessionId, tokenTerms)) }
}
