import type { ChatMessage } from '../chat/message.ts'
import type { RoomId, UserId } from '../ids.ts'
import type { RoomBan, RoomMute } from '../rooms/room-sanctions.ts'
import type { Room } from '../rooms/room.ts'

export type RoomEvent =
  | { readonly type: 'room_opened'; readonly room: Room }
  | { readonly type: 'room_updated'; readonly room: Room }
  | { readonly type: 'room_closed'; readonly roomId: RoomId; readonly reason?: string }
  /** Whoever is in there under that user id is moved out. */
  | { readonly type: 'user_banned'; readonly ban: RoomBan; readonly cause: 'kicked' | 'banned' }
  | { readonly type: 'user_unbanned'; readonly roomId: RoomId; readonly userId: UserId }
  | { readonly type: 'user_muted'; readonly mute: RoomMute }
  | { readonly type: 'user_unmuted'; readonly roomId: RoomId; readonly userId: UserId }
  /** It was edited or removed. */
  | { readonly type: 'message_changed'; readonly message: ChatMessage }
  /** All messages up to there are removed, or only those of one user. */
  | {
      readonly type: 'messages_cleared'
      readonly roomId: RoomId
      readonly upToRoomSeq: number
      readonly userId: UserId | undefined
    }

/** Tells the rest of the program, and later other nodes, what happened to rooms. */
export interface RoomEvents {
  publish(event: RoomEvent): void
  subscribe(listener: (event: RoomEvent) => void): Disposable
}
