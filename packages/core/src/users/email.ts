import { Refusal } from '../refusal.ts'

// One @, no spaces or controls, a dot in the domain; the confirmation mail is the real check.
const shape = /^[^\s@<>()",;:\\[\]\p{Cc}]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$/u

/** @throws Refusal `invalid_input` with the field `email`. */
export function parseEmail(raw: string): string {
  const email = raw.normalize('NFC').trim()
  if (email.length > 254 || !shape.test(email)) {
    throw new Refusal('invalid_input', { field: 'email', issue: 'Must be a valid e-mail address' })
  }
  return email
}

/** What makes two addresses the same account. */
export function emailKey(email: string): string {
  return email.toLowerCase()
}
