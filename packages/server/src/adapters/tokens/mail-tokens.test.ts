import { expect, test } from 'vitest'
import { createMailTokens } from './mail-tokens.ts'

const masterSecret = new Uint8Array(32).fill(7)

test('[S-48] a token has 256 random bits: there is no short code to try out, and no two are the same', () => {
  const tokens = createMailTokens({ masterSecret })
  const made = Array.from({ length: 100 }, () => tokens.create().token)

  expect(new Set(made).size).toBe(100)
  for (const token of made) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
})

test('[S-23] neither the hash nor the sealed copy is the token, and the sealed copy opens with the secret alone', () => {
  const tokens = createMailTokens({ masterSecret })
  const { token, hash, sealed } = tokens.create()

  expect(hash).toBe(tokens.hash(token))
  expect([hash, sealed].some((kept) => kept.includes(token))).toBe(false)
  expect(tokens.open(sealed)).toBe(token)
  expect(() => createMailTokens({ masterSecret: new Uint8Array(32).fill(8) }).open(sealed)).toThrow()
})

test('an altered sealed copy does not open', () => {
  const tokens = createMailTokens({ masterSecret })
  const bytes = Buffer.from(tokens.create().sealed, 'base64url')
  bytes[20] = (bytes[20] ?? 0) ^ 1
  expect(() => tokens.open(bytes.toString('base64url'))).toThrow()
})
