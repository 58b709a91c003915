import type { RoomId, UserId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { RoomEvents } from '../ports/room-events.ts'
import type { RoomSanctionStore } from '../ports/room-sanction-store.ts'
import type { RoomStore } from '../ports/room-store.ts'
import type { UserStore } from '../ports/user-store.ts'
import type { User } from '../users/user.ts'
import { findTarget, type Sanctioning } from './find-target.ts'
import { getRoom } from './get-room.ts'
import { checkMayLift } from './room-authority.ts'
import { isInForce, type RoomBan } from './room-sanctions.ts'
import { endOf, parseReason } from './sanction-length.ts'

export interface BanUser extends Sanctioning {
  readonly reason?: string | undefined
  /** Absent or null: until it is lifted. */
  readonly minutes?: number | null | undefined
}

interface Needs {
  readonly rooms: RoomStore
  readonly users: Pick<UserStore, 'find'>
  readonly roomSanctions: RoomSanctionStore
  readonly roomEvents: RoomEvents
  readonly clock: Clock
}

/**
 * Moves a user out of a room and keeps the user out, by account, or of a guest by the guest's id. A new ban takes the
 * place of the one before. @throws Refusal `room_not_found`, `user_not_found`, `not_allowed`, `invalid_input`.
 */
export async function banUser(needs: Needs, { reason, minutes, ...who }: BanUser): Promise<RoomBan> {
  const nowMs = Math.round(needs.clock.now())
  const said = { reason: parseReason(reason), endsAtMs: endOf(minutes, nowMs) }
  const target = await findTarget(needs, who)
  const ban = banOf(target, { ...who, ...said, nowMs })
  await needs.roomSanctions.putBan(ban)
  needs.roomEvents.publish({ type: 'user_banned', ban, cause: 'banned' })
  return ban
}

/** What kicking somebody out keeps the user from coming back for. */
const kickMinutes = 1

/**
 * Moves a user out; coming back is possible after a minute. A longer ban stays as it is.
 * @throws Refusal as `banUser`.
 */
export async function kickUser(needs: Needs, { reason, ...who }: Omit<BanUser, 'minutes'>): Promise<RoomBan> {
  const nowMs = Math.round(needs.clock.now())
  const said = { reason: parseReason(reason), endsAtMs: endOf(kickMinutes, nowMs) }
  const target = await findTarget(needs, who)
  const present = await needs.roomSanctions.findBan(who.roomId, who.userId)
  const isLonger = present && isInForce(present, said.endsAtMs ?? nowMs)
  const ban = isLonger ? present : banOf(target, { ...who, ...said, nowMs })
  if (ban !== present) await needs.roomSanctions.putBan(ban)
  needs.roomEvents.publish({ type: 'user_banned', ban, cause: 'kicked' })
  return ban
}

/** Lifts a ban, but nobody one's own. Lifting none changes nothing. @throws Refusal `room_not_found`, `not_allowed`. */
export async function unbanUser(
  { rooms, roomSanctions, roomEvents }: Omit<Needs, 'users' | 'clock'>,
  { roomId, user, userId }: Sanctioning,
): Promise<void> {
  checkMayLift(await getRoom({ rooms }, roomId), user, userId)
  await roomSanctions.removeBan(roomId, userId)
  roomEvents.publish({ type: 'user_unbanned', roomId, userId })
}

interface Banning {
  readonly roomId: RoomId
  readonly user: User
  readonly userId: UserId
  readonly reason: string
  readonly endsAtMs: number | null
  readonly nowMs: number
}

function banOf({ username }: User, { roomId, user, userId, reason, endsAtMs, nowMs }: Banning): RoomBan {
  return { roomId, userId, username, byId: user.id, reason, createdAtMs: nowMs, endsAtMs }
}
