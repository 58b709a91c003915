import { publicId, userId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { UserStore } from '../ports/user-store.ts'
import { colorFor } from './colors.ts'
import { parseEmail } from './email.ts'
import { checkPassword } from './password-policy.ts'
import type { Account } from './user.ts'
import { parseUsername } from './username.ts'

export interface RegisterAccount {
  readonly username: string
  readonly email: string
  readonly password: string
}

interface Needs {
  readonly users: UserStore
  readonly passwords: PasswordHasher
  readonly ids: IdSource
  readonly clock: Clock
}

/**
 * Opens an account. @throws Refusal `invalid_input`, `weak_password`, `username_taken`, `email_taken`, `overloaded`.
 * The cheap checks come first, so that a probe with a weak password learns nothing about who is registered.
 */
export async function registerAccount(
  { users, passwords, ids, clock }: Needs,
  request: RegisterAccount,
): Promise<Account> {
  const username = parseUsername(request.username)
  const email = parseEmail(request.email)
  checkPassword(request.password, { username, email })

  const passwordHash = await passwords.hash(request.password)
  const now = Math.round(clock.now())
  const id = userId(ids.uuid())
  const account: Account = {
    kind: 'account',
    id,
    publicId: publicId(ids.shortId()),
    username,
    email,
    roles: ['member'],
    color: colorFor(id),
    createdAtMs: now,
    updatedAtMs: now,
    lastSeenAtMs: now,
    generation: 0,
  }
  await users.addAccount(account, passwordHash)
  return account
}
