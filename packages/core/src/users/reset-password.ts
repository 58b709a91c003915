import { writeDecoy, writeLinkLetter, writeMailNotice } from '../mail/write-letter.ts'
import type { AccountStore } from '../ports/account-store.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { SessionEvents } from '../ports/session-events.ts'
import { invalidLink, type AskingNeeds } from './confirm-email.ts'
import { parseEmail } from './email.ts'
import type { Account } from './user.ts'
import { passwordOwner } from './own-password.ts'
import { checkPassword } from './password-policy.ts'

/** Mails a link to set a new password. Says nothing about who has an account. @throws Refusal `invalid_input`. */
export async function forgotPassword(needs: AskingNeeds, rawEmail: string): Promise<void> {
  const email = parseEmail(rawEmail)
  const found = await needs.users.findCredentials(email)
  const purpose = 'reset_password'
  const posting = found
    ? writeLinkLetter(needs, { purpose, to: found.account.email, user: found.account })
    : writeDecoy(needs, { purpose, to: email })
  await needs.outbox.post([posting])
  needs.mailBell.ring()
}

interface ResetNeeds extends Omit<AskingNeeds, 'outbox'> {
  readonly accounts: AccountStore
  readonly passwords: PasswordHasher
  readonly sessionEvents: SessionEvents
}

/**
 * Sets a new password with the token of a mail, which also confirms the address. Every session ends and nobody is logged
 * in by it; the owner is told, and returned. A password that is too weak leaves the token as it was.
 * @throws Refusal `invalid_link`, `weak_password`, `overloaded`.
 */
export async function resetPassword(
  needs: ResetNeeds,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<Account> {
  const { accounts, users, passwords, mailTokens, clock, sessionEvents } = needs
  const hash = mailTokens.hash(token)
  const kept = await accounts.findToken(hash, 'reset_password')
  const user = kept && kept.expiresAtMs > clock.now() ? await users.find(kept.userId) : null
  if (user?.kind !== 'account') throw invalidLink()
  checkPassword(password, passwordOwner(user))

  const passwordHash = await passwords.hash(password)
  const nowMs = Math.round(clock.now())
  const notice = writeMailNotice(needs, 'password_changed', { ...user, emailConfirmedAtMs: nowMs })
  const isReset = await accounts.resetPassword({ userId: user.id, hash, nowMs, passwordHash, notice })
  if (!isReset) throw invalidLink()
  sessionEvents.publish({ type: 'all_sessions_ended', userId: user.id, cause: 'credentials_changed' })
  needs.mailBell.ring()
  return user
}
