import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'

const shape = /^[A-Za-z0-9_.-]{3,20}$/
const reserved = new Set([
  'me',
  'profile',
  'avatar',
  'friends',
  'blocks',
  'messages',
  'admin',
  'system',
  'moderator',
  'support',
  '__proto__',
  'constructor',
  'prototype',
])

/** What makes two usernames the same one: compatibility folding and lower case. */
export function usernameKey(username: string): string {
  return username.normalize('NFKC').toLowerCase()
}

/** A name that an account may take. @throws Refusal `invalid_input` with the field `username`. */
export function parseUsername(raw: string): string {
  const username = raw.normalize('NFKC').trim()
  if (!shape.test(username)) {
    throw refusedName(issue('bad_username'))
  }
  if (isReserved(username)) throw refusedName(issue('reserved_username'))
  return username
}

const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * A guest's name is free text of 1 to 20 characters: other guests may have it too, accounts may not (the caller checks).
 * Invisible and direction-changing characters are removed. @throws Refusal `invalid_input` with the field `username`.
 */
export function parseGuestName(raw: string): string {
  const name = raw.normalize('NFKC').replace(invisible, '').replace(/\s+/gu, ' ').trim()
  const length = [...name].length
  if (length < 1 || length > 20) throw refusedName(issue('from_to_characters', { least: 1, most: 20 }))
  if (reserved.has(name.toLowerCase())) throw refusedName(issue('reserved_username'))
  return name
}

function isReserved(username: string): boolean {
  const key = usernameKey(username)
  return reserved.has(key) || key.startsWith('guest')
}

function refusedName(said: ReturnType<typeof issue>): Refusal {
  return new Refusal('invalid_input', { field: 'username', ...said })
}
