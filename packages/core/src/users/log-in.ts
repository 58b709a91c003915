import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { UserStore } from '../ports/user-store.ts'
import { Refusal } from '../refusal.ts'
import type { Account } from './user.ts'

export interface LogIn {
  /** A username or an e-mail address. */
  readonly login: string
  readonly password: string
}

/** Longer ones cannot have been set: they are refused before any hashing work (S-33). */
const longestPassword = 4096

/** @throws Refusal `wrong_credentials`, alike for an unknown user and a wrong password, after the same work; `overloaded`. */
export async function logIn(
  { users, passwords }: { readonly users: UserStore; readonly passwords: PasswordHasher },
  { login, password }: LogIn,
): Promise<Account> {
  if (password.length > longestPassword) throw new Refusal('wrong_credentials')
  const found = await users.findCredentials(login)
  const matches = await passwords.verify(found?.passwordHash, password)
  if (!found || !matches) throw new Refusal('wrong_credentials')
  return found.account
}
