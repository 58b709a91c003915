import type { RoomId } from '../ids.ts'
import type { RoomEvents } from '../ports/room-events.ts'
import type { RoomStore } from '../ports/room-store.ts'

/** Ends a room and forgets its messages. Closing it again changes nothing. */
export async function closeRoom(
  { rooms, roomEvents }: { readonly rooms: RoomStore; readonly roomEvents: RoomEvents },
  roomId: RoomId,
): Promise<void> {
  await rooms.remove(roomId)
  roomEvents.publish({ type: 'room_closed', roomId })
}
