import type { Room } from '../rooms/room.ts'
import type { RoomId } from '../ids.ts'

export type RoomEvent =
  | { readonly type: 'room_opened'; readonly room: Room }
  | { readonly type: 'room_closed'; readonly roomId: RoomId }

/** Tells the rest of the program, and later other nodes, what happened to rooms. */
export interface RoomEvents {
  publish(event: RoomEvent): void
  subscribe(listener: (event: RoomEvent) => void): Disposable
}
