import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'

// One @, no spaces or controls, a dot in the domain; the confirmation mail is the real check.
const shape = /^[^\s@<>()",;:\\[\]\p{Cc}]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$/u

/** @throws Refusal `invalid_input` with the field `email`. */
export function parseEmail(raw: string): string {
  const email = raw.normalize('NFC').trim()
  if (!isEmail(email)) {
    throw new Refusal('invalid_input', { field: 'email', ...issue('not_an_email') })
  }
  return email
}

export function isEmail(raw: string): boolean {
  const email = raw.normalize('NFC').trim()
  return email.length <= 254 && shape.test(email)
}

/** What makes two addresses the same account. */
export function emailKey(email: string): string {
  return email.toLowerCase()
}
