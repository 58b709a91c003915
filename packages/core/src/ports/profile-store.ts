import type { UserId } from '../ids.ts'
import type { Listing, Page } from '../listing/listing.ts'
import type { Activity, UserStats } from '../users/activity.ts'
import type { Profile } from '../users/profile.ts'
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

/**
 * By what accounts may be filtered, sorted and searched; which of it is for whom is the operation's to say. `avatarUrl`
 * of a drawn picture goes by its colour; `roles` is each of the roles.
 */
export type AccountField =
  | 'userId'
  | 'id'
  | 'username'
  | 'userTag'
  | 'email'
  | 'roles'
  | 'isMember'
  | 'isPro'
  | 'name'
  | 'surname'
  | 'statusText'
  | 'avatarUrl'
  | 'createdAt'
  | 'updatedAt'
  | 'lastSeen'

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
  list(listing: Listing<AccountField>): Promise<Page<Account>>
}
