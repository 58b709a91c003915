import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'

const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu

/** A room's name: 1 to 64 visible characters, not unique. @throws Refusal `invalid_input` with the field `roomName`. */
export function parseRoomName(raw: string): string {
  const name = raw.normalize('NFC').replace(invisible, '').replace(/\s+/gu, ' ').trim()
  const length = [...name].length
  if (length < 1 || length > 64) {
    throw new Refusal('invalid_input', { field: 'roomName', ...issue('from_to_characters', { least: 1, most: 64 }) })
  }
  return name
}
