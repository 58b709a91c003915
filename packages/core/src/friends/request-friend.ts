import type { Clock } from '../ports/clock.ts'
import type { FriendStore } from '../ports/friend-store.ts'
import type { ProfileStore } from '../ports/profile-store.ts'
import { issue } from '../issues.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../users/user.ts'

interface Needs {
  readonly friends: FriendStore
  readonly profiles: ProfileStore
  readonly clock: Clock
}

export interface Befriended {
  readonly user: User
  readonly state: 'requested' | 'friends'
}

/**
 * Asks an account to be a friend; asking who has asked already makes friends. Somebody who blocks the one that asks does
 * not see the request, and the answer does not tell. @throws Refusal `user_not_found`, `invalid_input`, `friends_full`.
 */
export async function requestFriend(
  { friends, profiles, clock }: Needs,
  { from, handle }: { readonly from: User; readonly handle: string },
): Promise<Befriended> {
  const user = await profiles.findByHandle(handle)
  if (user?.kind !== 'account') throw new Refusal('user_not_found', { userId: handle })
  if (user.id === from.id) throw refused('this_is_you')
  const state = await friends.request(from.id, user.id, Math.round(clock.now()))
  if (state === 'blocked') throw refused('you_block_them')
  if (state === 'full') throw new Refusal('friends_full')
  return { user, state }
}

function refused(code: 'this_is_you' | 'you_block_them'): Refusal {
  return new Refusal('invalid_input', { field: 'userId', ...issue(code) })
}
