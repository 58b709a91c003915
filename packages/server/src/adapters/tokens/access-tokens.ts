import { createPublicKey, type KeyObject } from 'node:crypto'
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

export const accessTokenLifetimeMs = 3_600_000
const longestToken = 8192
const audience = 'tutti:access'

/** An Ed25519 key and the name that tokens know it by. */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: KeyObject
}

interface Needs {
  readonly signingKey: SigningKey
  readonly issuer: string
  readonly clock: Clock
  readonly ids: IdSource
}

const seconds = z.int().min(0).max(99_999_999_999)
const claimsShape = z
  .object({
    sub: z.uuid(),
    uid: z.uuid(),
    sid: z.uuid(),
    gen: z.int().min(0),
    iat: seconds,
    exp: seconds,
    nbf: z.never().optional(),
  })
  .refine(({ iat, exp }) => exp > iat && exp - iat <= accessTokenLifetimeMs / 1000)

/** Tokens of RFC 8725's strict kind: one algorithm, one issuer, one audience, our own keys by name, no leeway. */
export function createAccessTokens({ signingKey, issuer, clock, ids }: Needs): AccessTokens {
  const header = { alg: 'EdDSA', typ: 'JWT', kid: signingKey.kid }
  const publicKey = createPublicKey(signingKey.privateKey)

  return {
    async issue(user, session) {
      const issuedAt = Math.floor(clock.now() / 1000)
      const expiresAt = issuedAt + accessTokenLifetimeMs / 1000
      const claims = {
        sub: user.id,
        username: user.username,
        roles: rolesOf(user),
        iat: issuedAt,
        exp: expiresAt,
        iss: issuer,
        aud: audience,
        jti: ids.uuid(),
        sid: session,
        gen: user.generation,
        uid: user.id,
      }
      const token = await new SignJWT(claims).setProtectedHeader(header).sign(signingKey.privateKey)
      return { token, expiresAtMs: expiresAt * 1000 }
    },

    async verify(token) {
      if (!hasOurHeader(token, header)) throw new Refusal('invalid_token')
      const now = clock.now()
      const payload = await checkSignature(token, { publicKey, issuer, now })
      return parseClaims(payload, now)
    },
  }
}

/** Exactly the header we write: no other algorithm, key hint, `crit` or `zip` gets as far as the verification. */
function hasOurHeader(token: string, expected: Readonly<Record<string, string>>): boolean {
  if (token.length > longestToken || !isCanonical(token, 3)) return false
  const [first = '', second = ''] = token.split('.')
  const header = readCanonicalObject(first)
  if (!header || readCanonicalObject(second) === null) return false
  const names = Object.keys(header)
  return names.length === Object.keys(expected).length && names.every((name) => header[name] === expected[name])
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

function parseClaims(payload: JWTPayload, now: number): TokenClaims {
  const parsed = claimsShape.safeParse(payload)
  if (!parsed.success || parsed.data.iat * 1000 > now || parsed.data.exp * 1000 <= now) {
    throw new Refusal('invalid_token')
  }
  const { uid, sid, gen, exp } = parsed.data
  return { userId: userId(uid), sessionId: sessionId(sid), generation: gen, expiresAtMs: exp * 1000 }
}
