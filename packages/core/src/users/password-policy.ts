import { Refusal } from '../refusal.ts'

export interface PasswordOwner {
  readonly username: string
  readonly email?: string
  readonly fullName?: string
}

const minLength = 6
const maxLength = 1024
const nameSeparators = /[,.\-_\s#]+/u

/**
 * The guideline of the Blueprint API, which is the one of Windows domains: six characters, three of four classes, and
 * neither the user name nor a part of the full name (three characters or more, without case) inside.
 * @throws Refusal `weak_password` with the field `password`.
 */
export function checkPassword(password: string, owner: PasswordOwner): void {
  const length = [...password].length
  if (length < minLength) throw weak(`Use at least ${minLength} characters`)
  if (length > maxLength) throw weak(`Use at most ${maxLength} characters`)
  if (characterClasses(password) < 3) {
    throw weak('Use three of these: lower case letters, upper case letters, numbers, symbols')
  }
  if (namesInside(password, owner)) throw weak('Do not use your name in your password')
}

function characterClasses(password: string): number {
  const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]
  return classes.filter((pattern) => pattern.test(password)).length
}

function namesInside(password: string, { username, email, fullName }: PasswordOwner): boolean {
  const haystack = password.toLowerCase()
  const localPart = email?.split('@')[0] ?? ''
  const names = [username, localPart, ...(fullName ?? '').split(nameSeparators)]
  return names.some((name) => [...name].length >= 3 && haystack.includes(name.toLowerCase()))
}

function weak(issue: string): Refusal {
  return new Refusal('weak_password', { field: 'password', issue })
}
