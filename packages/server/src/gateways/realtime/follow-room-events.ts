import type { RoomEvent, RoomEvents } from '@tutti/core'
import { LeaveCause } from '@tutti/protocol/realtime'
import { presentMessage } from './present.ts'
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
    case 'message_changed': {
      const { id, roomId } = event.message
      const change = { case: 'changed', value: presentMessage(event.message) } as const
      return rooms.channelOf(roomId)?.tellChange({ messageId: id, change })
    }
    case 'messages_cleared': {
      const value = { upToRoomSeq: BigInt(event.upToRoomSeq), userId: event.userId ?? '' }
      return rooms.channelOf(event.roomId)?.tellChange({ change: { case: 'cleared', value } })
    }
    default:
  }
}
