import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'

const longestReason = 500
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu

/** 1 to 500 visible characters on one line. @throws Refusal `invalid_input` with the field `reason`. */
export function parseReason(raw: string): string {
  const reason = parseRemark(raw, 'reason')
  if (reason === '') throw new Refusal('invalid_input', { field: 'reason', ...issue('required') })
  return reason
}

/** As a reason, but it may be empty. */
export function parseRemark(raw: string, field: string): string {
  const remark = raw.normalize('NFC').replace(/\s+/gu, ' ').replace(invisible, '').trim()
  if ([...remark].length > longestReason) {
    throw new Refusal('invalid_input', { field, ...issue('at_most_characters', { limit: longestReason }) })
  }
  return remark
}
