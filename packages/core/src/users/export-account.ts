import type { DirectMessage } from '../direct/direct-message.ts'
import type { AccountRecords, AccountStore } from '../ports/account-store.ts'
import type { DirectMessageStore } from '../ports/direct-message-store.ts'
import type { Acquaintance, FriendStore } from '../ports/friend-store.ts'
import type { RecordingStore } from '../ports/recording-store.ts'
import type { Recording } from '../recordings/recording.ts'
import type { ProfileStore, UserDetails } from '../ports/profile-store.ts'
import type { Caller } from '../sessions/authenticate.ts'
import { getDetails } from './find-user.ts'
import { accountOf } from './own-password.ts'
import type { Account } from './user.ts'

/** The newest; further ones are listed page by page. */
const mostRecordings = 1000

export interface AccountExport extends AccountRecords {
  readonly account: Account
  readonly details: UserDetails
  readonly friends: readonly Acquaintance[]
  readonly blocked: readonly Acquaintance[]
  /** Written by the user, and to the user. */
  readonly directMessages: readonly DirectMessage[]
  /** That the user was there for. */
  readonly recordings: readonly Recording[]
}

interface Needs {
  readonly accounts: AccountStore
  readonly profiles: ProfileStore
  readonly friends: FriendStore
  readonly directMessages: DirectMessageStore
  readonly recordings: RecordingStore
}

/** All that is kept about the caller. @throws Refusal `not_allowed` for a guest, `user_not_found` when it is just gone. */
export async function exportAccount(needs: Needs, caller: Caller): Promise<AccountExport> {
  const { accounts, profiles, friends } = needs
  const account = accountOf(caller)
  const { id } = account
  const [details, records, friendsNow, blocked, directMessages, { recordings }] = await Promise.all([
    getDetails({ profiles }, account),
    accounts.readRecords(id),
    friends.listFriends(id),
    friends.listBlocked(id),
    needs.directMessages.listAll(id),
    needs.recordings.list({ of: { userId: id }, page: 1, perPage: mostRecordings }),
  ])
  return { account, details, friends: friendsNow, blocked, directMessages, recordings, ...records }
}
