import type { AccessTokens, Clock, TokenClaims } from '@tutti/core'

interface Remembered {
  readonly claims: TokenClaims
  readonly untilMs: number
}

/** A key that is withdrawn stops working after this long at the latest. */
const rememberedMs = 10_000
const mostTokens = 10_000

/**
 * Checks the signature of a token once in a while instead of with each request. Only the signature: whether the session is
 * open, and what the user may do, is looked up every time.
 */
export function rememberVerified(accessTokens: AccessTokens, clock: Clock): AccessTokens {
  const known = new Map<string, Remembered>()
  return {
    ...accessTokens,
    async verify(token) {
      const nowMs = clock.now()
      const present = known.get(token)
      if (present && nowMs < present.untilMs) return present.claims
      const claims = await accessTokens.verify(token)
      if (known.size >= mostTokens) known.clear()
      known.set(token, { claims, untilMs: Math.min(claims.expiresAtMs, nowMs + rememberedMs) })
      return claims
    },
  }
}
