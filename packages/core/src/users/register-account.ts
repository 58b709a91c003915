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
import { emptyProfile, fullNameOf, type Profile } from './profile.ts'
import { parseProfileLine } from './profile-line.ts'
import { proposeUsername } from './propose-name.ts'
import { parseUsername } from './username.ts'

export interface RegisterAccount {
  /** One is made up where none is given. */
  readonly username?: string | undefined
  readonly email: string
  readonly password: string
  readonly name?: string | null | undefined
  readonly surname?: string | null | undefined
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
  const { username, email, profile } = parseRegistration(needs, request)

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
    profile,
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

type Registration = Pick<Account, 'username' | 'email' | 'profile'>

/** What is checked before any work is done. @throws Refusal `invalid_input`, `weak_password`. */
export function parseRegistration(
  { ids }: { readonly ids: IdSource },
  { password, name, surname, ...request }: RegisterAccount,
): Registration {
  const username = request.username === undefined ? proposeUsername(ids.shortId()) : parseUsername(request.username)
  const email = parseEmail(request.email)
  const profile: Profile = {
    ...emptyProfile,
    name: parseProfileLine('name', name ?? '') || null,
    surname: parseProfileLine('surname', surname ?? '') || null,
  }
  checkPassword(password, { username, email, fullName: fullNameOf(profile) })
  return { username, email, profile }
}
