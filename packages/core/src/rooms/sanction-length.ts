import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'

const longestMinutes = 60 * 24 * 365 * 10
const longestReason = 200
const minuteMs = 60_000

/** When something of so many minutes ends; null without an end. @throws Refusal `invalid_input` with the field `minutes`. */
export function endOf(minutes: number | null | undefined, nowMs: number): number | null {
  if (minutes === null || minutes === undefined) return null
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > longestMinutes) {
    throw new Refusal('invalid_input', {
      field: 'minutes',
      ...issue('not_between', { least: 1, most: longestMinutes }),
    })
  }
  return nowMs + minutes * minuteMs
}

const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Shown to whom it is about: one line, at most 200 characters, or empty. @throws Refusal `invalid_input` with the field `reason`. */
export function parseReason(raw: string | undefined): string {
  const reason = (raw ?? '').normalize('NFC').replace(invisible, ' ').replace(/\s+/gu, ' ').trim()
  if ([...reason].length <= longestReason) return reason
  throw new Refusal('invalid_input', { field: 'reason', ...issue('at_most_characters', { limit: longestReason }) })
}
