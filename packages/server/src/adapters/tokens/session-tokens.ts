import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { sessionId, type RefreshSource, type SessionTokens } from '@tutti/core'

const idBytes = 16
const rotationBytes = 4
const proofBytes = 32
const tokenBytes = idBytes + rotationBytes + proofBytes

/**
 * A refresh token is the session's id, its number, and an HMAC-SHA256 of both and the session's seed: 256 bits that
 * follow from the database and the master secret together, and from neither alone.
 */
export function createSessionTokens({ masterSecret }: { readonly masterSecret: Uint8Array }): SessionTokens {
  const key = new Uint8Array(hkdfSync('sha256', masterSecret, '', 'tutti/refresh-token/v1', 32))

  const make = (source: RefreshSource): Buffer => {
    const claim = Buffer.alloc(idBytes + rotationBytes)
    claim.write(source.id.replaceAll('-', ''), 'hex')
    claim.writeUInt32BE(source.rotation, idBytes)
    const proof = createHmac('sha256', key).update(claim).update(source.refreshSeed).digest()
    return Buffer.concat([claim, proof])
  }

  return {
    createSeed: () => randomBytes(32).toString('base64url'),
    create: (source) => make(source).toString('base64url'),
    read(token) {
      const bytes = readBytes(token)
      if (!bytes) return null
      return { sessionId: sessionId(readUuid(bytes)), rotation: bytes.readUInt32BE(idBytes) }
    },
    matches(token, source) {
      const bytes = readBytes(token)
      return bytes !== null && timingSafeEqual(bytes, make(source))
    },
  }
}

/** Null for what has another length or is not spelled as base64url spells it. */
function readBytes(token: string): Buffer | null {
  if (token.length !== Math.ceil((tokenBytes * 4) / 3)) return null
  const bytes = Buffer.from(token, 'base64url')
  return bytes.length === tokenBytes && bytes.toString('base64url') === token ? bytes : null
}

function readUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex', 0, idBytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
