import type { RoomId } from '../ids.ts'
import type { RoomStore } from '../ports/room-store.ts'
import { Refusal } from '../refusal.ts'
import type { Room } from './room.ts'

/** @throws Refusal `room_not_found` with the asked id. */
export async function getRoom({ rooms }: { readonly rooms: RoomStore }, id: RoomId): Promise<Room> {
  const room = await rooms.find(id)
  if (!room) throw new Refusal('room_not_found', { roomId: id })
  return room
}
