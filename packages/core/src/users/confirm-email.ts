import { writeDecoy, writeLinkLetter } from '../mail/write-letter.ts'
import type { AccountStore } from '../ports/account-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { MailBell } from '../ports/mail-bell.ts'
import type { MailTokens } from '../ports/mail-tokens.ts'
import type { Outbox } from '../ports/outbox.ts'
import type { UserStore } from '../ports/user-store.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import { parseEmail } from './email.ts'
import type { Account } from './user.ts'

interface Needs {
  readonly accounts: AccountStore
  readonly mailTokens: MailTokens
  readonly clock: Clock
}

export interface AskingNeeds {
  readonly users: UserStore
  readonly outbox: Outbox
  readonly mailTokens: MailTokens
  readonly mailBell: MailBell
  readonly ids: IdSource
  readonly clock: Clock
}

/** The link in the mail was followed: whoever has the token reads mail at the account's address. @throws Refusal `invalid_link`. */
export async function confirmEmail({ accounts, mailTokens, clock }: Needs, token: string): Promise<Account> {
  const account = await accounts.confirmEmail({ hash: mailTokens.hash(token), nowMs: Math.round(clock.now()) })
  if (!account) throw invalidLink()
  return account
}

/** Sends the link again to an address that waits for it. Says nothing about whether it does. @throws Refusal `invalid_input`. */
export async function resendConfirmation(needs: AskingNeeds, rawEmail: string): Promise<void> {
  const email = parseEmail(rawEmail)
  const found = await needs.users.findCredentials(email)
  const purpose = 'confirm_email'
  const posting =
    found && found.account.emailConfirmedAtMs === null
      ? writeLinkLetter(needs, { purpose, to: found.account.email, user: found.account })
      : writeDecoy(needs, { purpose, to: email })
  await needs.outbox.post([posting])
  needs.mailBell.ring()
}

export function invalidLink(): Refusal {
  return new Refusal('invalid_link', { field: 'token', ...issue('spent_link') })
}
