import type { UserId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { FriendStore } from '../ports/friend-store.ts'
import { Refusal } from '../refusal.ts'

interface Needs {
  readonly friends: FriendStore
  readonly clock: Clock
}

interface Answer {
  readonly by: UserId
  readonly from: UserId
}

/** Of several at the same time exactly one succeeds. @throws Refusal `request_not_found`, alike for an unknown user. */
export async function acceptFriend({ friends, clock }: Needs, { by, from }: Answer): Promise<void> {
  if (!(await friends.accept(by, from, Math.round(clock.now())))) throw new Refusal('request_not_found')
}

/** The one who asked is not told. @throws Refusal `request_not_found`. */
export async function declineFriend({ friends }: Pick<Needs, 'friends'>, { by, from }: Answer): Promise<void> {
  if (!(await friends.decline(by, from))) throw new Refusal('request_not_found')
}

/** Ends a friendship or takes back an own request. @throws Refusal `request_not_found`. */
export async function removeFriend(
  { friends }: Pick<Needs, 'friends'>,
  { by, other }: { readonly by: UserId; readonly other: UserId },
): Promise<void> {
  if (!(await friends.remove(by, other))) throw new Refusal('request_not_found')
}
