import type { MessageId, RoomId, UserId } from '../ids.ts'
import type { RoomEvents } from '../ports/room-events.ts'
import type { UserStore } from '../ports/user-store.ts'
import { Refusal } from '../refusal.ts'
import { findTarget } from '../rooms/find-target.ts'
import { getRoom } from '../rooms/get-room.ts'
import { checkMayManage, checkStandsAbove } from '../rooms/room-authority.ts'
import type { User } from '../users/user.ts'
import { findRoomMessage, type FindsRoomMessages } from './find-room-message.ts'
import type { ChatMessage } from './message.ts'

export interface RemoveMessage {
  readonly roomId: RoomId
  readonly messageId: MessageId
  readonly user: User
}

interface Needs extends FindsRoomMessages {
  readonly users: Pick<UserStore, 'find'>
  readonly roomEvents: RoomEvents
}

/**
 * Takes a message back: one's own, or as somebody who runs the room and stands above the author. Its text is kept for
 * reports alone. Removing it again changes nothing.
 * @throws Refusal `room_not_found`, `message_not_found`, `not_allowed`, what reading the room may refuse.
 */
export async function removeMessage(needs: Needs, request: RemoveMessage): Promise<ChatMessage> {
  const { user } = request
  const { room, message } = await findRoomMessage(needs, request)
  if (message.userId !== user.id) {
    checkMayManage(room, user)
    const author = await needs.users.find(message.userId)
    if (author) checkStandsAbove(room, user, author)
  }
  if (message.removedAtMs !== null) return message
  const removed = await needs.messages.remove(message.id, Math.round(needs.clock.now()))
  if (!removed) throw new Refusal('message_not_found')
  needs.roomEvents.publish({ type: 'message_changed', message: removed })
  return removed
}

export interface ClearMessages {
  readonly roomId: RoomId
  readonly user: User
  /** Only this user's; absent: everybody's. */
  readonly userId?: UserId | undefined
}

/**
 * Removes all that was said so far. For whoever runs the room; of one user for whoever stands above, of oneself for anybody
 * who runs it. @throws Refusal `room_not_found`, `user_not_found`, `not_allowed`.
 */
export async function clearMessages(needs: Needs, { roomId, user, userId }: ClearMessages): Promise<void> {
  const room = await getRoom(needs, roomId)
  checkMayManage(room, user)
  if (userId !== undefined && userId !== user.id) await findTarget(needs, { roomId, user, userId })
  const upToRoomSeq = await needs.messages.clear(roomId, { userId, atMs: Math.round(needs.clock.now()) })
  needs.roomEvents.publish({ type: 'messages_cleared', roomId, upToRoomSeq, userId })
}
