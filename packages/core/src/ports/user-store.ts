import type { UserId } from '../ids.ts'
import type { Account, Guest, User } from '../users/user.ts'

export interface Credentials {
  readonly account: Account
  readonly passwordHash: string
}

export interface UserStore {
  /** Resolves once it is durable. @throws Refusal `username_taken` or `email_taken`; both are unique without case. */
  addAccount(account: Account, passwordHash: string): Promise<void>
  addGuest(guest: Guest): Promise<void>
  find(id: UserId): Promise<User | null>
  /** By username or e-mail address, without case. */
  findCredentials(login: string): Promise<Credentials | null>
  isUsernameTaken(username: string): Promise<boolean>
  renameGuest(id: UserId, username: string, atMs: number): Promise<void>
  /** All that was issued to the user before is worth nothing from here on, whatever the clock says. */
  raiseGeneration(id: UserId): Promise<void>
}
