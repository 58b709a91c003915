import type { UserStore } from '../ports/user-store.ts'
import { Refusal } from '../refusal.ts'
import { changeRoom, type ChangesRooms } from './change-room.ts'
import { checkMayOwn } from './check-room.ts'
import type { Sanctioning } from './find-target.ts'
import { getRoom } from './get-room.ts'
import { checkMayManage } from './room-authority.ts'
import type { Room } from './room.ts'

/**
 * Gives a room to another user, who could have opened it.
 * @throws Refusal `room_not_found`, `user_not_found`, `not_allowed`, `pro_required`.
 */
export async function transferRoom(
  needs: ChangesRooms & { readonly users: Pick<UserStore, 'find'> },
  { roomId, user, userId }: Sanctioning,
): Promise<Room> {
  checkMayManage(await getRoom(needs, roomId), user)
  const heir = await needs.users.find(userId)
  if (!heir) throw new Refusal('user_not_found')
  return changeRoom(needs, roomId, (room) => {
    checkMayManage(room, user)
    checkMayOwn(heir, room)
    return room.ownerId === heir.id ? room : { ...room, ownerId: heir.id }
  })
}
