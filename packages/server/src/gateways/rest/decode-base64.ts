import { issue, Refusal } from '@tutti/core'

/**
 * The bytes of base64 text, plain or URL-safe, with or without a `data:` address around it; what that says of its type is
 * not believed. Line breaks count for nothing; a space is the plus that a form has lost. @throws Refusal `invalid_input`.
 */
export function decodeBase64(field: string, text: string): Uint8Array {
  const comma = text.startsWith('data:') ? text.slice(0, 200).indexOf(',') : -1
  const isOther = text.startsWith('data:') && !text.slice(0, Math.max(0, comma)).endsWith(';base64')
  const letters = text
    .slice(comma + 1)
    .replace(/[\r\n\t]/g, '')
    .replaceAll(' ', '+')
  const unpadded = letters.replace(/={1,2}$/, '')
  if (isOther || letters.length === 0 || unpadded.length % 4 === 1 || !/^[A-Za-z0-9+/_-]*$/.test(unpadded)) {
    throw new Refusal('invalid_input', { field, ...issue('not_base64') })
  }
  return Buffer.from(unpadded, 'base64')
}
