import { writeDecoy, writeLinkLetter, writeMailNotice } from '../mail/write-letter.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import type { Caller } from '../sessions/authenticate.ts'
import type { AccountStore } from '../ports/account-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { MailTokens } from '../ports/mail-tokens.ts'
import type { SessionEvents } from '../ports/session-events.ts'
import { invalidLink, type AskingNeeds } from './confirm-email.ts'
import { emailKey, parseEmail } from './email.ts'
import { accountOf, checkOwnPassword, type OwnPasswordNeeds } from './own-password.ts'
import type { Account } from './user.ts'

export interface ChangeEmail {
  readonly caller: Caller
  readonly email: string
  readonly password: string
}

/**
 * Asks for another address. The old one stays in force, and hears of it, until a link at the new one is followed. An
 * address that somebody else has gets no mail, and the answer is the same.
 * @throws Refusal `wrong_credentials`, `invalid_input`, `rate_limited`, `overloaded`.
 */
export async function changeEmail(needs: AskingNeeds & OwnPasswordNeeds, request: ChangeEmail): Promise<void> {
  const { users, outbox, mailBell } = needs
  const account = accountOf(request.caller)
  const email = parseEmail(request.email)
  if (emailKey(email) === emailKey(account.email)) {
    throw new Refusal('invalid_input', { field: 'email', ...issue('same_email') })
  }
  await checkOwnPassword(needs, account, request.password)

  const purpose = 'confirm_new_email'
  const isTaken = (await users.findCredentials(email)) !== null
  const link = isTaken
    ? writeDecoy(needs, { purpose, to: email })
    : writeLinkLetter(needs, { purpose, to: email, user: account })
  await outbox.post([link, writeMailNotice(needs, 'email_change_requested', account)])
  mailBell.ring()
}

interface Needs {
  readonly accounts: AccountStore
  readonly mailTokens: MailTokens
  readonly sessionEvents: SessionEvents
  readonly clock: Clock
}

/** The link at the new address was followed: it is the account's from now on. @throws Refusal `invalid_link`, `email_taken`. */
export async function confirmNewEmail(
  { accounts, mailTokens, sessionEvents, clock }: Needs,
  token: string,
): Promise<Account> {
  const account = await accounts.replaceEmail({ hash: mailTokens.hash(token), nowMs: Math.round(clock.now()) })
  if (!account) throw invalidLink()
  sessionEvents.publish({ type: 'user_changed', userId: account.id })
  return account
}
