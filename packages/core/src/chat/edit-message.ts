import type { MessageId, RoomId } from '../ids.ts'
import type { ChatFilter } from '../ports/chat-filter.ts'
import type { RoomEvents } from '../ports/room-events.ts'
import { Refusal } from '../refusal.ts'
import { isInForce } from '../rooms/room-sanctions.ts'
import type { User } from '../users/user.ts'
import { parseChatText } from './chat-text.ts'
import { checkMayChat } from './check-may-chat.ts'
import { findMentions } from './find-mentions.ts'
import { findRoomMessage, type FindsRoomMessages } from './find-room-message.ts'
import type { ChatMessage } from './message.ts'
import { moderateText } from './moderate-text.ts'

export interface EditMessage {
  readonly roomId: RoomId
  readonly messageId: MessageId
  readonly user: User
  readonly text: string
}

export interface EditNeeds extends FindsRoomMessages {
  readonly chatFilter: ChatFilter
  readonly roomEvents: RoomEvents
  readonly limits: { readonly chatEditMs: number }
}

/**
 * Gives a message of one's own another text; whoever is in the room is told. Resolves once it is durable.
 * @throws Refusal `room_not_found`, `message_not_found`, `message_not_editable`, `muted`, what reading the room and sending
 * to it may refuse.
 */
export async function editMessage(needs: EditNeeds, request: EditMessage): Promise<ChatMessage> {
  const { roomId, user } = request
  const { room, message } = await findRoomMessage(needs, request)
  if (message.userId !== user.id) throw new Refusal('not_allowed')
  const mute = await needs.roomSanctions.findMute(roomId, user.id)
  const nowMs = Math.round(needs.clock.now())
  if (mute?.chat && isInForce(mute, nowMs)) throw new Refusal('muted')
  checkMayChat(room, user)
  if (message.removedAtMs !== null) throw new Refusal('message_not_found')
  if (message.type !== 'user' || nowMs - message.sentAtMs > needs.limits.chatEditMs) {
    throw new Refusal('message_not_editable')
  }

  const text = moderateText(needs.chatFilter, room.settings, parseChatText(request.text))
  if (text === message.text) return message
  const mentions = findMentions(text, needs.liveRooms.find(roomId)?.participants ?? [])
  const edited = await needs.messages.edit(message.id, { text, mentions, editedAtMs: nowMs })
  if (!edited) throw new Refusal('message_not_found')
  needs.roomEvents.publish({ type: 'message_changed', message: edited })
  return edited
}
