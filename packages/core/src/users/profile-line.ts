import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'

const longest = { name: 60, surname: 60, statusText: 140 } as const
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu

/** One visible line that somebody says of themselves. @throws Refusal `invalid_input` with the field. */
export function parseProfileLine(field: keyof typeof longest, raw: string): string {
  const line = raw.normalize('NFC').replace(invisible, '').replace(/\s+/gu, ' ').trim()
  const limit = longest[field]
  if ([...line].length > limit) throw new Refusal('invalid_input', { field, ...issue('at_most_characters', { limit }) })
  return line
}
