import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { MailTokens } from '@tutti/core'

const tokenBytes = 32
const nonceBytes = 12
const tagBytes = 16

interface Needs {
  /** At least 32 random bytes; the key that seals tokens is derived from it. */
  readonly masterSecret: Uint8Array
}

/** 256 random bits each. What waits in the outbox is AES-256-GCM: a database alone opens no account (S-23). */
export function createMailTokens({ masterSecret }: Needs): MailTokens {
  const key = new Uint8Array(hkdfSync('sha256', masterSecret, '', 'tutti/mail-token/v1', 32))
  return {
    create() {
      const token = randomBytes(tokenBytes).toString('base64url')
      return { token, hash: hashToken(token), sealed: seal(key, token) }
    },
    hash: hashToken,
    open: (sealed) => open(key, sealed),
  }
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

function seal(key: Uint8Array, token: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const text = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url')
}

function open(key: Uint8Array, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8')
}
