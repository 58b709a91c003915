import { hkdfSync } from 'node:crypto'
import { Refusal, sessionId, userId, type Clock, type IdSource, type SocketTickets } from '@tutti/core'
import { compactDecrypt, CompactEncrypt } from 'jose'
import { z } from 'zod'
import { isCanonical } from './canonical.ts'

export const ticketLifetimeMs = 30_000
const longestTicket = 2048
const header = { alg: 'dir', enc: 'A256GCM', typ: 'tutti-ticket' } as const

interface Needs {
  /** At least 32 random bytes; the tickets' own key is derived from it. */
  readonly masterSecret: Uint8Array
  readonly clock: Clock
  readonly ids: IdSource
}

const claimsShape = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  jti: z.uuid(),
  /** Milliseconds since the epoch: half a minute is too short for whole seconds. */
  expMs: z.number(),
  origin: z.string().optional(),
})
type Claims = z.infer<typeof claimsShape>

/** JWE tickets: 30 seconds, once. The used ones are remembered until they would have expired anyway. */
export function createSocketTickets({ masterSecret, clock, ids }: Needs): SocketTickets {
  const key = new Uint8Array(hkdfSync('sha256', masterSecret, '', 'tutti/socket-ticket/v1', 32))
  const used = new Map<string, number>()

  return {
    async issue({ userId: sub, sessionId: sid, origin }) {
      const expiresAtMs = clock.now() + ticketLifetimeMs
      const claims: Claims = {
        sub,
        sid,
        jti: ids.uuid(),
        expMs: expiresAtMs,
        ...(origin === undefined ? {} : { origin }),
      }
      const plain = new TextEncoder().encode(JSON.stringify(claims))
      const payload = await new CompactEncrypt(plain).setProtectedHeader(header).encrypt(key)
      return { payload, expiresAtMs }
    },

    async redeem(payload) {
      const { sub, sid, jti, expMs, origin } = await decrypt(payload, key)
      const now = clock.now()
      forgetExpired(used, now)
      if (expMs <= now || used.has(jti)) throw new Refusal('invalid_ticket')
      used.set(jti, expMs)
      return { userId: userId(sub), sessionId: sessionId(sid), ...(origin === undefined ? {} : { origin }) }
    },
  }
}

async function decrypt(payload: string, key: Uint8Array): Promise<Claims> {
  if (payload.length > longestTicket || !isCanonical(payload, 5)) throw new Refusal('invalid_ticket')
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(payload, key, {
      keyManagementAlgorithms: [header.alg],
      contentEncryptionAlgorithms: [header.enc],
      maxDecompressedLength: 0,
    })
    if (protectedHeader.typ !== header.typ) throw new Error('another kind of token')
    return claimsShape.parse(JSON.parse(new TextDecoder().decode(plaintext)))
  } catch (error) {
    throw new Refusal('invalid_ticket', {}, { cause: error })
  }
}

/** Tickets are used nearly in the order of their making: the oldest are in front. */
function forgetExpired(used: Map<string, number>, now: number): void {
  for (const [jti, expMs] of used) {
    if (expMs > now) return
    used.delete(jti)
  }
}
