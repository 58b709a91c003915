import type { MailId, UserId } from '../ids.ts'

/** What the link of a mail is good for; a token of one purpose is nothing for another. */
export type MailTokenPurpose = 'confirm_email' | 'confirm_new_email' | 'reset_password'

/** Mails that tell something and ask for nothing. */
export type MailNoticeKind = 'email_change_requested' | 'password_changed' | 'account_deleted'

export type LetterKind = MailTokenPurpose | MailNoticeKind

/** A mail before it is written out: which one, to whom, and what its text has to know. */
export interface Letter {
  readonly id: MailId
  readonly kind: LetterKind
  readonly userId: UserId | null
  readonly to: string
  readonly username: string
  /** The token of its link, readable by this server alone; null when there is no link. */
  readonly sealedToken: string | null
  readonly createdAtMs: number
  /** Nobody is served by its arrival after this. */
  readonly expiresAtMs: number
}

/** What a link's token is worth. Only a hash of the token is kept. */
export interface MailToken {
  readonly hash: string
  readonly purpose: MailTokenPurpose
  readonly userId: UserId
  /** The address that it was mailed to, and that it proves. */
  readonly email: string
  readonly expiresAtMs: number
}

/** A letter on its way into the outbox, with the token that its link carries. Both are kept or neither. */
export interface Posting {
  readonly letter: Letter
  readonly token: MailToken | null
  /** False for what the owner of a confirmed address must hear; anything else waits for the address's share (MAIL-4). */
  readonly isShared: boolean
  /** True for a letter to somebody unknown: it costs what a real one costs and is never sent (MAIL-5). */
  readonly isDecoy: boolean
}

/** How many letters an address gets that somebody else may have asked for. */
export const mailShare = { letters: 3, perMs: 60 * 60_000 } as const

const hourMs = 60 * 60_000

/** How long a link works, and how long a notice is news. */
export const linkLifetimeMs: Readonly<Record<MailTokenPurpose, number>> = {
  confirm_email: 24 * hourMs,
  confirm_new_email: 24 * hourMs,
  reset_password: hourMs,
}
export const noticeLifetimeMs = 7 * 24 * hourMs
