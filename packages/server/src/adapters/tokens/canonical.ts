/**
 * Whether a dotted token is written in the one way its bytes can be. Decoders overlook stray bits in the last character,
 * so that several texts would be the same token (S-10).
 */
export function isCanonical(token: string, parts: number): boolean {
  const pieces = token.split('.')
  return (
    pieces.length === parts && pieces.every((piece) => Buffer.from(piece, 'base64url').toString('base64url') === piece)
  )
}

/** The JSON object in one piece of a token, when it is written as `JSON.stringify` writes it: no key twice, no spaces. */
export function readCanonicalObject(piece: string): Readonly<Record<string, unknown>> | null {
  const text = Buffer.from(piece, 'base64url').toString('utf8')
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || JSON.stringify(value) !== text) return null
    return Object.fromEntries(Object.entries(value))
  } catch {
    return null
  }
}
