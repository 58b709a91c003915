import type { UserId } from '../ids.ts'
import type { User } from '../users/user.ts'

/** What became of asking somebody to be a friend. `full`: the one who asks has as many as anybody may. */
export type Asked = 'requested' | 'friends' | 'blocked' | 'full'

export interface Acquaintance {
  readonly user: User
  /** Since when. */
  readonly atMs: number
}

export interface Friend extends Acquaintance {
  readonly showCurrentRoom: boolean
}

export interface FriendRequests {
  /** From people whom the user does not block. */
  readonly received: readonly Acquaintance[]
  readonly sent: readonly Acquaintance[]
}

/** What stands between two users, as one of them must know it. */
export interface Relation {
  readonly areFriends: boolean
  /** That one blocks the other. */
  readonly blocks: boolean
  /** The other blocks that one. */
  readonly isBlocked: boolean
}

/** Between two users there is at most one request or friendship, however many ask at the same time. */
export interface FriendStore {
  /** Asking again changes nothing; asking who has asked makes friends. `blocked` when `from` itself blocks `to`. */
  request(from: UserId, to: UserId, atMs: number): Promise<Asked>
  /** True for the one call that turned the request of `from` into a friendship. */
  accept(by: UserId, from: UserId, atMs: number): Promise<boolean>
  /** True for the one call that removed the request of `from`. */
  decline(by: UserId, from: UserId): Promise<boolean>
  /** Ends a friendship, or takes an own request back. False when there was neither. */
  remove(by: UserId, other: UserId): Promise<boolean>
  /** Ends whatever was between the two. Blocking twice changes nothing. False when `by` blocks as many as anybody may. */
  block(by: UserId, other: UserId, atMs: number): Promise<boolean>
  /** False when there was no block. */
  unblock(by: UserId, other: UserId): Promise<boolean>
  relation(of: UserId, other: UserId): Promise<Relation>
  listFriends(of: UserId): Promise<readonly Friend[]>
  listRequests(of: UserId): Promise<FriendRequests>
  listBlocked(by: UserId): Promise<readonly Acquaintance[]>
}
