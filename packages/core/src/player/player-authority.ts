import { mayManage } from '../rooms/room-authority.ts'
import type { LiveRoom } from '../rooms/live-room.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../users/user.ts'
import type { QueuedPiece } from './shared-player.ts'

/**
 * The owner, moderators and admins have the player of a room in hand; where the room shares it, so has every player who may
 * play. @throws Refusal `not_in_room`, `not_allowed`.
 */
export function checkMayUsePlayer(live: LiveRoom, user: User): void {
  const own = [...live.participants].filter((participant) => participant.user.id === user.id)
  if (own.length === 0) throw new Refusal('not_in_room')
  if (mayManage(live.room, user)) return
  const isShared = live.room.settings.sharedPlayer && own.some(({ mayPlay }) => mayPlay)
  if (!isShared) throw new Refusal('not_allowed')
}

/** Whoever has put a piece into the queue may take it out again. @throws Refusal as `checkMayUsePlayer`. */
export function checkMayRemovePiece(live: LiveRoom, user: User, piece: QueuedPiece): void {
  if (piece.addedById !== user.id) checkMayUsePlayer(live, user)
}

/** Everybody who takes a place has one vote, however often they are there. @throws Refusal `not_in_room`, `not_allowed`. */
export function checkMayVote(live: LiveRoom, user: User): void {
  if (!live.holds(user.id)) throw new Refusal('not_in_room')
  if (!votersOf(live).has(user.id)) throw new Refusal('not_allowed')
}

export function votersOf(live: LiveRoom): ReadonlySet<User['id']> {
  return new Set([...live.participants].filter(({ listens }) => !listens).map(({ user }) => user.id))
}
