import type { RoomId, UserId } from '../ids.ts'
import type { RoomStore } from '../ports/room-store.ts'
import type { UserStore } from '../ports/user-store.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../users/user.ts'
import { getRoom } from './get-room.ts'
import { checkMayManage, checkStandsAbove } from './room-authority.ts'

/** Who does something in a room, and to whom. */
export interface Sanctioning {
  readonly roomId: RoomId
  readonly user: User
  readonly userId: UserId
}

/**
 * Somebody that `user` may act upon in that room.
 * @throws Refusal `room_not_found`, `user_not_found`, `not_allowed` unless `user` runs the room and stands above.
 */
export async function findTarget(
  needs: { readonly rooms: RoomStore; readonly users: Pick<UserStore, 'find'> },
  { roomId, user, userId }: Sanctioning,
): Promise<User> {
  const room = await getRoom(needs, roomId)
  checkMayManage(room, user)
  const target = await needs.users.find(userId)
  if (!target) throw new Refusal('user_not_found')
  checkStandsAbove(room, user, target)
  return target
}
