import type { RoomId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { RoomEvents } from '../ports/room-events.ts'
import type { RoomStore } from '../ports/room-store.ts'
import { getRoom } from './get-room.ts'
import type { Room } from './room.ts'

export interface ChangesRooms {
  readonly rooms: RoomStore
  readonly roomEvents: RoomEvents
  readonly clock: Clock
}

/**
 * One atomic change. `change` may be asked again when somebody else was faster; what it returns unchanged is not stored.
 * `updatedAtMs` grows with every change. @throws Refusal `room_not_found`, what `change` throws.
 */
export async function changeRoom(
  { rooms, roomEvents, clock }: ChangesRooms,
  id: RoomId,
  change: (room: Room) => Room,
): Promise<Room> {
  for (;;) {
    const before = await getRoom({ rooms }, id)
    const changed = change(before)
    if (changed === before) return before
    const room = { ...changed, updatedAtMs: Math.max(Math.round(clock.now()), before.updatedAtMs + 1) }
    if (!(await rooms.replace(room, before))) continue
    roomEvents.publish({ type: 'room_updated', room })
    return room
  }
}
