import { issue } from '../issues.ts'
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
  if (length < minLength) throw weak(issue('at_least_characters', { limit: minLength }))
  if (length > maxLength) throw weak(issue('at_most_characters', { limit: maxLength }))
  if (characterClasses(password) < 3) {
    throw weak(issue('simple_password'))
  }
  if (namesInside(password, owner)) throw weak(issue('name_in_password'))
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

function weak(said: ReturnType<typeof issue>): Refusal {
  return new Refusal('weak_password', { field: 'password', ...said })
}
