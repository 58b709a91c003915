import type { AccountRecords, AccountStore } from '../ports/account-store.ts'
import type { Acquaintance, FriendStore } from '../ports/friend-store.ts'
import type { ProfileStore, UserDetails } from '../ports/profile-store.ts'
import type { Caller } from '../sessions/authenticate.ts'
import { getDetails } from './find-user.ts'
import { accountOf } from './own-password.ts'
import type { Account } from './user.ts'

export interface AccountExport extends AccountRecords {
  readonly account: Account
  readonly details: UserDetails
  readonly friends: readonly Acquaintance[]
  readonly blocked: readonly Acquaintance[]
}

interface Needs {
  readonly accounts: AccountStore
  readonly profiles: ProfileStore
  readonly friends: FriendStore
}

/** All that is kept about the caller. @throws Refusal `not_allowed` for a guest, `user_not_found` when it is just gone. */
export async function exportAccount({ accounts, profiles, friends }: Needs, caller: Caller): Promise<AccountExport> {
  const account = accountOf(caller)
  const { id } = account
  const [details, records, friendsNow, blocked] = await Promise.all([
    getDetails({ profiles }, account),
    accounts.readRecords(id),
    friends.listFriends(id),
    friends.listBlocked(id),
  ])
  return { account, details, friends: friendsNow, blocked, ...records }
}
