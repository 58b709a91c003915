import { mailId, type UserId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/id-source.ts'
import type { MailTokens } from '../ports/mail-tokens.ts'
import type { Account } from '../users/user.ts'
import { linkLifetimeMs, noticeLifetimeMs, type MailTokenPurpose, type MailNoticeKind, type Posting } from './letter.ts'

interface Needs {
  readonly ids: IdSource
  readonly clock: Clock
  readonly mailTokens: MailTokens
}

export interface LinkLetter {
  readonly purpose: MailTokenPurpose
  readonly to: string
  readonly user: { readonly id: UserId; readonly username: string }
}

/** A mail with a link that works once. */
export function writeLinkLetter(needs: Needs, { purpose, to, user }: LinkLetter): Posting {
  const { hash, sealed } = needs.mailTokens.create()
  const now = Math.round(needs.clock.now())
  const expiresAtMs = now + linkLifetimeMs[purpose]
  const letter = {
    id: mailId(needs.ids.uuid()),
    kind: purpose,
    userId: user.id,
    to,
    username: user.username,
    sealedToken: sealed,
    createdAtMs: now,
    expiresAtMs,
  }
  const token = { hash, purpose, userId: user.id, email: to, expiresAtMs }
  return { letter, token, isShared: true, isDecoy: false }
}

/** The same work for an address that nobody here has. */
export function writeDecoy(needs: Needs, { purpose, to }: Pick<LinkLetter, 'purpose' | 'to'>): Posting {
  const { sealed } = needs.mailTokens.create()
  const now = Math.round(needs.clock.now())
  const id = mailId(needs.ids.uuid())
  const times = { createdAtMs: now, expiresAtMs: now + linkLifetimeMs[purpose] }
  const letter = { id, kind: purpose, userId: null, to, username: '', sealedToken: sealed, ...times }
  return { letter, token: null, isShared: true, isDecoy: true }
}

/** Tells the owner of an account what was done with it, at the address that it has now. */
export function writeMailNotice(
  { ids, clock }: Omit<Needs, 'mailTokens'>,
  kind: MailNoticeKind,
  account: Account,
): Posting {
  const now = Math.round(clock.now())
  const letter = {
    id: mailId(ids.uuid()),
    kind,
    userId: account.id,
    to: account.email,
    username: account.username,
    sealedToken: null,
    createdAtMs: now,
    expiresAtMs: now + noticeLifetimeMs,
  }
  return { letter, token: null, isShared: account.emailConfirmedAtMs === null, isDecoy: false }
}
