import { publicId, userId } from '../ids.ts'
import type { AuditLog } from '../ports/audit-log.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { UserStore } from '../ports/user-store.ts'
import { colorFor } from '../users/colors.ts'
import { parseEmail } from '../users/email.ts'
import { checkPassword } from '../users/password-policy.ts'
import { emptyProfile } from '../users/profile.ts'
import { roles as allRoles, type Role } from '../users/roles.ts'
import type { Account } from '../users/user.ts'
import { parseUsername } from '../users/username.ts'
import type { Actor } from './actor.ts'
import { auditEntry } from './audit-entry.ts'

export interface CreateAccount {
  readonly actor: Actor
  readonly username: string
  readonly email: string
  readonly password: string
  /** `member` goes without saying. */
  readonly roles: readonly Role[]
}

interface Needs {
  readonly users: UserStore
  readonly audit: AuditLog
  readonly passwords: PasswordHasher
  readonly ids: IdSource
  readonly clock: Clock
}

/**
 * Opens an account for somebody, whatever the registration mode. Whoever runs the server vouches for the address.
 * @throws Refusal `invalid_input`, `weak_password`, `username_taken`, `email_taken`.
 */
export async function createAccount(needs: Needs, request: CreateAccount): Promise<Account> {
  const { users, audit, passwords, ids, clock } = needs
  const username = parseUsername(request.username)
  const email = parseEmail(request.email)
  checkPassword(request.password, { username, email })
  const passwordHash = await passwords.hash(request.password)
  const atMs = Math.round(clock.now())
  const id = userId(ids.uuid())
  const account: Account = {
    kind: 'account',
    id,
    publicId: publicId(ids.shortId()),
    username,
    email,
    emailConfirmedAtMs: atMs,
    roles: allRoles.filter((role) => role === 'member' || (role !== 'guest' && request.roles.includes(role))),
    color: colorFor(id),
    profile: emptyProfile,
    createdAtMs: atMs,
    updatedAtMs: atMs,
    lastSeenAtMs: atMs,
    generation: 0,
  }
  await users.addAccount(account, passwordHash)
  const details = { roles: account.roles.join(' ') }
  await audit.record(auditEntry({ actor: request.actor, atMs, action: 'account_created', target: account, details }))
  return account
}
