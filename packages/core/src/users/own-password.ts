import { throttleLogins, type ThrottleNeeds } from '../limits/throttle-logins.ts'
import type { AccountStore } from '../ports/account-store.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import { Refusal } from '../refusal.ts'
import type { Caller } from '../sessions/authenticate.ts'
import type { PasswordOwner } from './password-policy.ts'
import { fullNameOf } from './profile.ts'
import type { Account } from './user.ts'

/** Longer ones cannot have been set: they are refused before any hashing work (S-33). */
const longestPassword = 4096

export interface OwnPasswordNeeds extends ThrottleNeeds {
  readonly accounts: AccountStore
  readonly passwords: PasswordHasher
}

/**
 * Whoever is in proves to be the owner still. Guesses are counted by account, apart from those at its login, which
 * anybody could use up. @throws Refusal `wrong_credentials`, `rate_limited`, `overloaded`.
 */
export async function checkOwnPassword(needs: OwnPasswordNeeds, { id }: Account, password: string): Promise<void> {
  await throttleLogins(needs, id, async () => {
    if (password.length > longestPassword) throw new Refusal('wrong_credentials')
    const hash = await needs.accounts.findPasswordHash(id)
    if (!(await needs.passwords.verify(hash ?? undefined, password))) throw new Refusal('wrong_credentials')
  })
}

/** What a new password of an account must not contain. */
export function passwordOwner({ username, email, profile }: Account): PasswordOwner {
  return { username, email, fullName: fullNameOf(profile) }
}

/** @throws Refusal `not_allowed` for a guest. */
export function accountOf({ user }: Caller): Account {
  if (user.kind === 'guest') throw new Refusal('not_allowed')
  return user
}
