import type { RoomEvent, RoomEvents } from '@tutti/core'
import { LeaveCause } from '@tutti/protocol/realtime'
import type { Rooms } from './rooms.ts'

/** What is done to a room, wherever it was asked for, happens to those who are in it. */
export function followRoomEvents(rooms: Rooms, roomEvents: RoomEvents): Disposable {
  return roomEvents.subscribe((event) => apply(rooms, event))
}

function apply(rooms: Rooms, event: RoomEvent): void {
  switch (event.type) {
    case 'room_updated':
      return rooms.renew(event.room)
    case 'room_closed':
      return rooms.end(event.roomId, event.reason ?? '')
    case 'user_banned':
      return rooms.ban(event.ban, event.cause === 'kicked' ? LeaveCause.KICKED : LeaveCause.BANNED)
    case 'user_unbanned':
      return rooms.unban(event.roomId, event.userId)
    case 'user_muted':
      return rooms.mute(event.mute.roomId, event.mute.userId, event.mute)
    case 'user_unmuted':
      return rooms.mute(event.roomId, event.userId, null)
    default:
  }
}
