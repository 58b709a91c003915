import type { UserId } from '../ids.ts'
import type { Activity, UserStats } from '../users/activity.ts'
import type { Profile } from '../users/profile.ts'
import type { Role } from '../users/roles.ts'
import type { UserSettings, UserSettingsPatch } from '../users/settings.ts'
import type { Account, User } from '../users/user.ts'

/** What only the user's own profile and public page need. */
export interface UserDetails {
  readonly settings: UserSettings
  readonly stats: UserStats
}

/** What is absent keeps its value. */
export interface ProfileChange {
  readonly username?: string
  readonly name?: Profile['name']
  readonly surname?: Profile['surname']
  readonly statusText?: string
  readonly settings?: UserSettingsPatch
}

export interface UserQuery {
  /** Letters that the user name, e-mail address or full name must contain, without case. */
  readonly search?: string
  readonly role?: Role
  readonly page: number
  readonly perPage: number
}

export interface UserPage {
  readonly users: readonly Account[]
  readonly total: number
}

/** What users say of themselves and what they have done. */
export interface ProfileStore {
  /** Null for an unknown user. */
  findDetails(id: UserId): Promise<UserDetails | null>
  /** By id, else by short public id, else the account of that name, without case. */
  findByHandle(handle: string): Promise<User | null>
  /** The account as it is then; null when there is none. @throws Refusal `username_taken`. */
  update(id: UserId, change: ProfileChange, atMs: number): Promise<Account | null>
  /** Resolves with the name of the picture before, once the new one is durable. */
  setAvatar(id: UserId, avatar: string | null, atMs: number): Promise<string | null>
  /** Those of the names that are somebody's picture. */
  findUsedAvatars(names: readonly string[]): Promise<ReadonlySet<string>>
  /** Adds to what was done before. Users who are gone are passed over. */
  addActivity(activities: readonly Activity[]): Promise<void>
  /** Accounts, newest first. */
  list(query: UserQuery): Promise<UserPage>
}
