import type { MessageId, RoomId } from '../ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { MessageStore } from '../ports/message-store.ts'
import type { RoomSanctionStore } from '../ports/room-sanction-store.ts'
import type { RoomStore } from '../ports/room-store.ts'
import { Refusal } from '../refusal.ts'
import { getRoom } from '../rooms/get-room.ts'
import type { LiveRooms } from '../rooms/live-rooms.ts'
import { checkMayRead } from '../rooms/look-inside.ts'
import type { Room } from '../rooms/room.ts'
import type { User } from '../users/user.ts'
import type { ChatMessage } from './message.ts'

export interface FindsRoomMessages {
  readonly rooms: RoomStore
  readonly liveRooms: Pick<LiveRooms, 'find'>
  readonly messages: MessageStore
  readonly roomSanctions: RoomSanctionStore
  readonly clock: Clock
}

interface Wanted {
  readonly roomId: RoomId
  readonly messageId: MessageId
  readonly user: User
}

/**
 * A message for somebody who may read it. @throws Refusal `room_not_found`, what `checkMayRead` throws, and
 * `message_not_found`, alike for one of another room.
 */
export async function findRoomMessage(
  needs: FindsRoomMessages,
  { roomId, messageId, user }: Wanted,
): Promise<{ readonly room: Room; readonly message: ChatMessage }> {
  const room = await getRoom(needs, roomId)
  await checkMayRead(needs, room, user)
  const message = await needs.messages.find(messageId)
  if (message?.roomId !== roomId) throw new Refusal('message_not_found')
  return { room, message }
}
