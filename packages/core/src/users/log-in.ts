import { throttleLogins, type ThrottleNeeds } from '../limits/throttle-logins.ts'
import type { AuditEntry } from '../moderation/audit-entry.ts'
import { checkNotSuspended } from '../moderation/suspension.ts'
import type { AuditLog } from '../ports/audit-log.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { UserStore } from '../ports/user-store.ts'
import { Refusal } from '../refusal.ts'
import type { Account } from './user.ts'

export interface LogIn {
  /** A username or an e-mail address. */
  readonly login: string
  readonly password: string
  /** Where from; for the audit log. */
  readonly address?: string | undefined
}

interface Needs {
  readonly users: UserStore
  readonly passwords: PasswordHasher
  readonly audit: AuditLog
  readonly rules: { readonly requireVerifiedEmail: boolean }
}

/** Longer ones cannot have been set: they are refused before any hashing work (S-33). */
const longestPassword = 4096

/**
 * @throws Refusal `wrong_credentials`, alike for an unknown user and a wrong password, after the same work; `overloaded`;
 * `rate_limited` after too many wrong ones; `email_unconfirmed` where that is asked for; `suspended`, to whoever knows the password and to nobody else (S-15).
 */
export async function logIn(needs: Needs & ThrottleNeeds, request: LogIn): Promise<Account> {
  const { audit, clock } = needs
  const account = await throttleLogins(needs, request.login, () => checkCredentials(needs, request))
  try {
    checkNotSuspended(account, clock.now())
  } catch (error) {
    await audit.record(loginEntry('login_failed', request, { account, atMs: clock.now(), why: 'suspended' }))
    throw error
  }
  if (needs.rules.requireVerifiedEmail && account.emailConfirmedAtMs === null) {
    const why = 'unconfirmed address'
    await audit.record(loginEntry('login_failed', request, { account, atMs: clock.now(), why }))
    throw new Refusal('email_unconfirmed')
  }
  await audit.record(loginEntry('logged_in', request, { account, atMs: clock.now() }))
  return account
}

async function checkCredentials(needs: Needs & ThrottleNeeds, request: LogIn): Promise<Account> {
  const { users, passwords, audit, clock } = needs
  const { login, password } = request
  if (password.length > longestPassword) throw new Refusal('wrong_credentials')
  const found = await users.findCredentials(login)
  const matches = await passwords.verify(found?.passwordHash, password)
  if (found && matches) return found.account
  const why = found ? 'wrong password' : 'unknown user'
  await audit.record(loginEntry('login_failed', request, { account: found?.account, atMs: clock.now(), why }))
  throw new Refusal('wrong_credentials')
}

interface Attempt {
  readonly account: Account | undefined
  readonly atMs: number
  readonly why?: string
}

/** What was typed is not kept: people put their password in the wrong field. */
function loginEntry(
  action: 'logged_in' | 'login_failed',
  { address }: LogIn,
  { account, atMs, why }: Attempt,
): AuditEntry {
  return {
    atMs: Math.round(atMs),
    action,
    actorId: action === 'logged_in' ? (account?.id ?? null) : null,
    actorName: action === 'logged_in' ? (account?.username ?? '') : '',
    address: address || null,
    targetId: account?.id ?? null,
    targetName: account?.username ?? null,
    details: why === undefined ? {} : { why },
  }
}
