import { writeLinkLetter } from '../mail/write-letter.ts'
import type { AccountStore } from '../ports/account-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { MailBell } from '../ports/mail-bell.ts'
import type { MailTokens } from '../ports/mail-tokens.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { SessionEvents } from '../ports/session-events.ts'
import { Refusal } from '../refusal.ts'
import type { Caller } from '../sessions/authenticate.ts'
import { parseRegistration, type RegisterAccount } from './register-account.ts'
import type { Account } from './user.ts'

interface Needs {
  readonly accounts: AccountStore
  readonly passwords: PasswordHasher
  readonly mailTokens: MailTokens
  readonly mailBell: MailBell
  readonly sessionEvents: SessionEvents
  readonly ids: IdSource
  readonly clock: Clock
  readonly rules: { readonly requireVerifiedEmail: boolean }
}

/**
 * A guest becomes an account: the same id, so the same rooms, friends and figures. Its session goes on, unless only
 * confirmed addresses may come in. @throws Refusal as `registerAccount`; `not_allowed` for an account.
 */
export async function upgradeGuest(needs: Needs, caller: Caller, request: RegisterAccount): Promise<Account> {
  const { accounts, passwords, sessionEvents, mailBell, clock, rules } = needs
  const { user: guest } = caller
  if (guest.kind !== 'guest') throw new Refusal('not_allowed')
  const { username, email, profile } = parseRegistration(needs, request)

  const passwordHash = await passwords.hash(request.password)
  const endsSessions = rules.requireVerifiedEmail
  const account: Account = {
    ...guest,
    kind: 'account',
    username,
    email,
    profile: { ...guest.profile, name: profile.name, surname: profile.surname },
    emailConfirmedAtMs: null,
    roles: ['member'],
    updatedAtMs: Math.round(clock.now()),
    generation: guest.generation + (endsSessions ? 1 : 0),
  }
  const posting = writeLinkLetter(needs, { purpose: 'confirm_email', to: email, user: account })
  if (!(await accounts.upgrade({ account, passwordHash, posting, endsSessions }))) throw new Refusal('not_allowed')
  if (endsSessions) {
    sessionEvents.publish({ type: 'all_sessions_ended', userId: guest.id, cause: 'credentials_changed' })
  } else sessionEvents.publish({ type: 'user_changed', userId: guest.id })
  mailBell.ring()
  return account
}
