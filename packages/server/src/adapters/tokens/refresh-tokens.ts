import { createHash, randomBytes } from 'node:crypto'
import type { RefreshTokens } from '@tutti/core'

/** 256 random bits each; their SHA-256 is what a database may hold. */
export const randomRefreshTokens: RefreshTokens = {
  create() {
    const token = randomBytes(32).toString('base64url')
    return { token, hash: hashToken(token) }
  },
  hash: hashToken,
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
