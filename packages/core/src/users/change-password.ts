import { writeMailNotice } from '../mail/write-letter.ts'
import type { AccessTokens } from '../ports/access-tokens.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { MailBell } from '../ports/mail-bell.ts'
import type { SessionEvents } from '../ports/session-events.ts'
import type { SessionTokens } from '../ports/session-tokens.ts'
import { Refusal } from '../refusal.ts'
import type { Caller } from '../sessions/authenticate.ts'
import { issuePair, newSession, type SessionClient, type OpenedSession } from '../sessions/open-session.ts'
import { accountOf, checkOwnPassword, passwordOwner, type OwnPasswordNeeds } from './own-password.ts'
import { checkPassword } from './password-policy.ts'

interface Needs extends OwnPasswordNeeds {
  readonly accessTokens: AccessTokens
  readonly sessionTokens: SessionTokens
  readonly sessionEvents: SessionEvents
  readonly mailBell: MailBell
  readonly ids: IdSource
  readonly clock: Clock
}

export interface ChangePassword extends SessionClient {
  readonly caller: Caller
  readonly currentPassword: string
  readonly newPassword: string
}

/**
 * A new password, and a new session in place of all others: whatever was issued before is worth nothing.
 * @throws Refusal `wrong_credentials`, `weak_password`, `rate_limited`, `overloaded`; `invalid_token` when another change
 * was faster.
 */
export async function changePassword(needs: Needs, request: ChangePassword): Promise<OpenedSession> {
  const { accounts, passwords, sessionEvents, mailBell } = needs
  const account = accountOf(request.caller)
  await checkOwnPassword(needs, account, request.currentPassword)
  checkPassword(request.newPassword, passwordOwner(account))

  const passwordHash = await passwords.hash(request.newPassword)
  const changed = { ...account, generation: account.generation + 1 }
  const session = newSession(needs, changed, request)
  const isChanged = await accounts.changePassword({
    userId: account.id,
    generation: account.generation,
    passwordHash,
    nowMs: session.createdAtMs,
    session,
    notice: writeMailNotice(needs, 'password_changed', account),
  })
  if (!isChanged) throw new Refusal('invalid_token')
  const cause = 'credentials_changed'
  sessionEvents.publish({ type: 'all_sessions_ended', userId: account.id, except: session.id, cause })
  mailBell.ring()
  return issuePair(needs, { session, user: changed, tokenTerms: request.tokenTerms })
}
