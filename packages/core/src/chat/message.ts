import type { MessageId, RoomId, UserId } from '../ids.ts'

export const chatMessageTypes = ['user', 'system', 'bot'] as const
export type ChatMessageType = (typeof chatMessageTypes)[number]

export interface ChatMessage {
  readonly id: MessageId
  readonly roomId: RoomId
  readonly type: ChatMessageType
  readonly userId: UserId
  /** As it was when the message was sent. */
  readonly username: string
  readonly text: string
  readonly sentAtMs: number
  /** Chosen by the client; the same one from the same user is the same message. */
  readonly clientMessageId: string | null
  /** Counts from 1 in each room, without gaps. */
  readonly roomSeq: number
}
