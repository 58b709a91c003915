import { hkdfSync } from 'node:crypto'
import { Refusal, sessionId, userId, type Clock, type IdSource, type SocketTickets } from '@tutti/core'
import { compactDecrypt, CompactEncrypt } from 'jose'
import { z } from 'zod'
import { isCanonical } from './canonical.ts'

export const ticketLifetimeMs = 30_000
/** How far the clock may be corrected between the making of a ticket and its use. */
const correctedByMs = 5_000
const longestTicket = 2048
const header = { alg: 'dir', enc: 'A256GCM', typ: 'tutti-ticket' } as const

interface Needs {
  /** At least 32 random bytes; the tickets' own key is derived from it. */
  readonly masterSecret: Uint8Array
  readonly clock: Clock
  readonly ids: IdSource
  /** Milliseconds that only ever grow; the machine's own unless said otherwise. */
  readonly uptime?: () => number
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

/**
 * JWE tickets: 30 seconds, once. The used ones are remembered for twice as long by a clock that nobody sets, and what
 * would live longer than any ticket was made before the other clock was set back (S-134).
 */
export function createSocketTickets({
  masterSecret,
  clock,
  ids,
  uptime = () => performance.now(),
}: Needs): SocketTickets {
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
      forgetOld(used, uptime() - 2 * ticketLifetimeMs)
      const isInTime = expMs > now && expMs <= now + ticketLifetimeMs + correctedByMs
      if (!isInTime || used.has(jti)) throw new Refusal('invalid_ticket')
      used.set(jti, uptime())
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

/** The oldest are in front. */
function forgetOld(used: Map<string, number>, usedBefore: number): void {
  for (const [jti, usedAt] of used) {
    if (usedAt > usedBefore) return
    used.delete(jti)
  }
}
