import { Refusal } from '../refusal.ts'

export const longestMessage = 500

// Controls, unassigned and private characters, and the ones that turn the reading direction around.
// Zero-width joiners stay: emoji and several scripts need them.
const unwanted = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
// More than three combining marks on one letter draw over the neighbouring lines.
const stackedMarks = /(\p{M}{3})\p{M}+/gu

/** What is kept of a typed message. @throws Refusal `message_empty`, `message_too_long` (over 500 characters). */
export function parseChatText(raw: string): string {
  const text = raw
    .replace(/[\n\r\t]+/gu, ' ')
    .normalize('NFC')
    .replace(unwanted, '')
    .replace(stackedMarks, '$1')
    .trim()
  if (text === '') throw new Refusal('message_empty')
  if ([...text].length > longestMessage) throw new Refusal('message_too_long')
  return text
}
