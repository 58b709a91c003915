import type { UserId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { SanctionStore } from '../ports/sanction-store.ts'
import type { UserStore } from '../ports/user-store.ts'
import { Refusal } from '../refusal.ts'
import { checkPassword } from '../users/password-policy.ts'
import type { Actor } from './actor.ts'
import { auditEntry } from './audit-entry.ts'

interface Needs {
  readonly users: UserStore
  readonly sanctions: SanctionStore
  readonly passwords: PasswordHasher
  readonly clock: Clock
}

interface ReplacePassword {
  readonly actor: Actor
  readonly userId: UserId
  readonly password: string
}

/**
 * Gives an account another password; every session of it and every link in a mail to it is worth nothing from then on.
 * @throws Refusal `user_not_found`, `weak_password`.
 */
export async function replacePassword(
  { users, sanctions, passwords, clock }: Needs,
  { actor, userId, password }: ReplacePassword,
): Promise<void> {
  const user = await users.find(userId)
  if (user?.kind !== 'account') throw new Refusal('user_not_found', { userId })
  checkPassword(password, user)
  const passwordHash = await passwords.hash(password)
  const atMs = Math.round(clock.now())
  const entry = auditEntry({ actor, atMs, action: 'password_changed', target: user })
  await sanctions.replacePassword({ id: userId, passwordHash, atMs }, entry)
}
