import type { RoomId } from '../ids.ts'
import type { RoomEvents } from '../ports/room-events.ts'
import type { RoomStore } from '../ports/room-store.ts'
import type { User } from '../users/user.ts'
import { closeRoom } from './close-room.ts'
import { getRoom } from './get-room.ts'
import { checkMayManage } from './room-authority.ts'

/** Ends a room; whoever is in it is told and moved out. @throws Refusal `room_not_found`, `not_allowed`. */
export async function deleteRoom(
  needs: { readonly rooms: RoomStore; readonly roomEvents: RoomEvents },
  { roomId, user }: { readonly roomId: RoomId; readonly user: User },
): Promise<void> {
  checkMayManage(await getRoom(needs, roomId), user)
  await closeRoom(needs, roomId)
}
