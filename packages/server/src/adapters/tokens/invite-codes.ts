import { createHash, randomBytes } from 'node:crypto'
import type { InviteCodes } from '@tutti/core'

const hash = (code: string): string => createHash('sha256').update(code).digest('hex')

/** 120 random bits, as 20 characters that fit into a link. */
export const randomInviteCodes: InviteCodes = {
  create() {
    const code = randomBytes(15).toString('base64url')
    return { code, hash: hash(code) }
  },
  hash,
}
