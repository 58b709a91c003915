import type { KeyObject } from 'node:crypto'
import {
  Refusal,
  rolesOf,
  sessionId,
  userId,
  type AccessTokens,
  type Clock,
  type IdSource,
  type TokenClaims,
} from '@tutti/core'
import { jwtVerify, SignJWT, type JWTPayload } from 'jose'
import { z } from 'zod'
import { isCanonical, readCanonicalObject } from './canonical.ts'
import type { KnownKey, TokenKeys } from './token-keys.ts'

export const accessTokenLifetimeMs = 3_600_000
/** No token is good for longer, on whatever terms. */
export const longestTokenLifetimeMs = 30 * 86_400_000
const longestToken = 8192
const audience = 'tutti:access'

interface Needs {
  readonly keys: TokenKeys
  readonly issuer: string
  readonly clock: Clock
  readonly ids: IdSource
}

const seconds = z.int().min(0).max(99_999_999_999)
const claimsShape = z
  .object({
    sub: z.union([z.uuid(), z.string().regex(/^[A-Za-z0-9_-]{9}$/)]),
    uid: z.uuid(),
    sid: z.uuid(),
    gen: z.int().min(0),
    iat: seconds,
    exp: seconds,
    nbf: z.never().optional(),
  })
  .refine(({ iat, exp }) => exp > iat && exp - iat <= longestTokenLifetimeMs / 1000)

/** Tokens of RFC 8725's strict kind: one algorithm, one issuer, one audience, our own keys by name, no leeway. */
export function createAccessTokens({ keys, issuer, clock, ids }: Needs): AccessTokens {
  return {
    async issue(user, session, wish = {}) {
      const { tokenId = ids.uuid(), issuedAtMs = clock.now(), subject = 'id' } = wish
      const { lifetimeMs = accessTokenLifetimeMs } = wish
      const issuedAt = Math.floor(issuedAtMs / 1000)
      const expiresAt = issuedAt + Math.min(lifetimeMs, longestTokenLifetimeMs) / 1000
      const claims = {
        sub: user[subject],
        username: user.username,
        roles: rolesOf(user),
        iat: issuedAt,
        exp: expiresAt,
        iss: issuer,
        aud: audience,
        jti: tokenId,
        sid: session,
        gen: user.generation,
        uid: user.id,
      }
      const { kid, privateKey } = keys.current()
      const token = await new SignJWT(claims).setProtectedHeader(headerOf(kid)).sign(privateKey)
      return { token, expiresAtMs: expiresAt * 1000 }
    },

    async verify(token) {
      const key = findKey(token, keys)
      if (!key) throw new Refusal('invalid_token')
      const now = clock.now()
      const payload = await checkSignature(token, { publicKey: key.publicKey, issuer, now })
      return parseClaims(payload, { now, newestMs: key.retiredAtMs ?? now })
    },
  }
}

function headerOf(kid: string): { readonly alg: string; readonly typ: string; readonly kid: string } {
  return { alg: 'EdDSA', typ: 'JWT', kid }
}

/** Exactly the header we write: no other algorithm, key hint, `crit` or `zip` gets as far as the verification. */
function findKey(token: string, keys: TokenKeys): KnownKey | null {
  if (token.length > longestToken || !isCanonical(token, 3)) return null
  const [first = '', second = ''] = token.split('.')
  const header = readCanonicalObject(first)
  if (!header || readCanonicalObject(second) === null) return null
  const key = typeof header['kid'] === 'string' ? keys.find(header['kid']) : null
  if (!key) return null
  const expected = Object.entries(headerOf(key.kid))
  const isOurs = Object.keys(header).length === expected.length
  return isOurs && expected.every(([name, value]) => header[name] === value) ? key : null
}

interface Checking {
  readonly publicKey: KeyObject
  readonly issuer: string
  readonly now: number
}

async function checkSignature(token: string, { publicKey, issuer, now }: Checking): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, publicKey, {
      algorithms: ['EdDSA'],
      typ: 'JWT',
      issuer,
      audience,
      currentDate: new Date(now),
      clockTolerance: 0,
    })
    return payload
  } catch (error) {
    throw new Refusal('invalid_token', {}, { cause: error })
  }
}

interface Moment {
  readonly now: number
  /** What was issued later cannot be from us: the key had been retired. */
  readonly newestMs: number
}

function parseClaims(payload: JWTPayload, { now, newestMs }: Moment): TokenClaims {
  const parsed = claimsShape.safeParse(payload)
  const isNow = parsed.success && parsed.data.iat * 1000 <= newestMs && parsed.data.exp * 1000 > now
  if (!isNow) throw new Refusal('invalid_token')
  const { uid, sid, gen, exp } = parsed.data
  return { userId: userId(uid), sessionId: sessionId(sid), generation: gen, expiresAtMs: exp * 1000 }
}
