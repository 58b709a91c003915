import { publicId, userId } from '../ids.ts'
import { writeLinkLetter } from '../mail/write-letter.ts'
import type { AccountStore } from '../ports/account-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { MailBell } from '../ports/mail-bell.ts'
import type { MailTokens } from '../ports/mail-tokens.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import { colorFor } from './colors.ts'
import { parseEmail } from './email.ts'
import { checkPassword } from './password-policy.ts'
import type { Account } from './user.ts'
import { emptyProfile } from './profile.ts'
import { parseUsername } from './username.ts'

export interface RegisterAccount {
  readonly username: string
  readonly email: string
  readonly password: string
}

interface Needs {
  readonly accounts: AccountStore
  readonly passwords: PasswordHasher
  readonly mailTokens: MailTokens
  readonly mailBell: MailBell
  readonly ids: IdSource
  readonly clock: Clock
}

/**
 * Opens an account. @throws Refusal `invalid_input`, `weak_password`, `username_taken`, `email_taken`, `overloaded`.
 * The cheap checks come first, so that a probe with a weak password learns nothing about who is registered. A mail that
 * asks to confirm the address is kept together with the account.
 */
export async function registerAccount(needs: Needs, request: RegisterAccount): Promise<Account> {
  const { accounts, passwords, ids, clock } = needs
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
    emailConfirmedAtMs: null,
    roles: ['member'],
    color: colorFor(id),
    profile: emptyProfile,
    createdAtMs: now,
    updatedAtMs: now,
    lastSeenAtMs: now,
    generation: 0,
  }
  const posting = writeLinkLetter(needs, { purpose: 'confirm_email', to: email, user: account })
  await accounts.add(account, passwordHash, posting)
  needs.mailBell.ring()
  return account
}
