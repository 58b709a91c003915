import type { UserId } from '../ids.ts'
import type { MailToken, MailTokenPurpose, Posting } from '../mail/letter.ts'
import type { ChatMessage } from '../chat/message.ts'
import type { Room } from '../rooms/room.ts'
import type { Account } from '../users/user.ts'
import type { Session } from './session-store.ts'

/** A token that is being spent: it must be there, of its purpose, in time, and mailed to the address of today. */
export interface TokenUse {
  readonly hash: string
  readonly nowMs: number
}

export interface Upgrade {
  /** The guest's id with everything that makes it an account. */
  readonly account: Account
  readonly passwordHash: string
  readonly posting: Posting
  /** Raises the generation, so that the guest's sessions are over. */
  readonly endsSessions: boolean
}

export interface PasswordChange {
  readonly userId: UserId
  /** The generation that the caller knows: of two changes at once, one succeeds. */
  readonly generation: number
  readonly passwordHash: string
  readonly nowMs: number
  /** The only one that is open afterwards. */
  readonly session: Session
  readonly notice: Posting
}

export interface PasswordReset extends TokenUse {
  /** Whose the token is. */
  readonly userId: UserId
  readonly passwordHash: string
  readonly notice: Posting
}

export interface AccountRemoval {
  readonly userId: UserId
  readonly nowMs: number
  readonly notice: Posting
}

/** Everything that is kept about somebody, for that person alone. */
export interface AccountRecords {
  readonly sessions: readonly Session[]
  readonly rooms: readonly Room[]
  readonly messages: readonly ChatMessage[]
}

/**
 * How accounts come, change hands and go. Every call is one transaction, mail and tokens included: it happens whole or
 * not at all, also when the process dies in the middle.
 */
export interface AccountStore {
  /** @throws Refusal `username_taken`, `email_taken`. */
  add(account: Account, passwordHash: string, posting: Posting): Promise<void>
  /** False when there is no such guest. @throws Refusal `username_taken`, `email_taken`. */
  upgrade(upgrade: Upgrade): Promise<boolean>
  findPasswordHash(id: UserId): Promise<string | null>
  /** A token that has neither been spent nor superseded; expiry is the caller's to judge. */
  findToken(hash: string, purpose: MailTokenPurpose): Promise<MailToken | null>
  /** Spends a `confirm_email` token. Null when it is worth nothing. */
  confirmEmail(use: TokenUse): Promise<Account | null>
  /** Spends a `confirm_new_email` token; links to the old address die with it. Null when it is worth nothing. @throws Refusal `email_taken`. */
  replaceEmail(use: TokenUse): Promise<Account | null>
  /** Spends a `reset_password` token, raises the generation, ends every session and kills all links. False when it is worth nothing. */
  resetPassword(reset: PasswordReset): Promise<boolean>
  /** Raises the generation, ends every session but the new one and kills all links. False when the generation is another. */
  changePassword(change: PasswordChange): Promise<boolean>
  /** The account and all that is its own. What it said in rooms stays, without its name. */
  remove(removal: AccountRemoval): Promise<void>
  readRecords(id: UserId): Promise<AccountRecords>
}
