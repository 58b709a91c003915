import { Refusal } from '@tutti/core'

/**
 * The token of `Authorization: Bearer …` or `JWT …`: three parts of base64url, else it is wholly invalid (B-071). Two
 * headers arrive as one with a comma, which no token has.
 * @throws Refusal `not_authenticated`.
 */
export function readToken(headers: Headers): string {
  const match = /^(?:bearer|jwt) +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(headers.get('authorization')?.trim() ?? '')
  if (!match?.[1]) throw new Refusal('not_authenticated')
  return match[1]
}
