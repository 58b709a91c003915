import type { UserId } from '../ids.ts'
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

/** Ends what was between the two; the other is not told. @throws Refusal `user_not_found`, `invalid_input`, `friends_full`. */
export async function blockUser(
  { friends, profiles, clock }: Needs,
  { by, handle }: { readonly by: UserId; readonly handle: string },
): Promise<User> {
  const user = await profiles.findByHandle(handle)
  if (!user) throw new Refusal('user_not_found', { userId: handle })
  if (user.id === by) throw new Refusal('invalid_input', { field: 'userId', ...issue('this_is_you') })
  if (!(await friends.block(by, user.id, Math.round(clock.now())))) throw new Refusal('friends_full')
  return user
}

/** @throws Refusal `user_not_found` when that user was not blocked. */
export async function unblockUser(
  { friends }: Pick<Needs, 'friends'>,
  { by, other }: { readonly by: UserId; readonly other: UserId },
): Promise<void> {
  if (!(await friends.unblock(by, other))) throw new Refusal('user_not_found')
}
