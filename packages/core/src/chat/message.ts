import type { MessageId, RoomId, UserId } from '../ids.ts'

export const chatMessageTypes = ['user', 'system', 'bot'] as const
export type ChatMessageType = (typeof chatMessageTypes)[number]

/** The beginning of a message that another one answers, as that message is now. */
export interface MessageQuote {
  readonly messageId: MessageId
  readonly userId: UserId
  readonly username: string
  /** At most 100 characters; empty when it was removed. */
  readonly text: string
  readonly isRemoved: boolean
}

export interface ChatMessage {
  readonly id: MessageId
  readonly roomId: RoomId
  readonly type: ChatMessageType
  readonly userId: UserId
  /** As it was when the message was sent. */
  readonly username: string
  /** Kept when the message is removed, for moderators alone: what is shown is `asShown`. */
  readonly text: string
  readonly sentAtMs: number
  /** Chosen by the client; the same one from the same user is the same message. */
  readonly clientMessageId: string | null
  /** Counts from 1 in each room, without gaps. */
  readonly roomSeq: number
  /** Said with `/me`. */
  readonly isEmote: boolean
  readonly editedAtMs: number | null
  readonly removedAtMs: number | null
  /** What it answers. */
  readonly replyTo: MessageQuote | null
  /** Whom it calls by name, at most 10. */
  readonly mentions: readonly UserId[]
}

type Quoted = Pick<ChatMessage, 'id' | 'userId' | 'username' | 'text' | 'removedAtMs'>

const longestQuote = 100

export function quoteMessage({ id, userId, username, text, removedAtMs }: Quoted): MessageQuote {
  const isRemoved = removedAtMs !== null
  const points = [...text]
  const short = points.length > longestQuote ? `${points.slice(0, longestQuote - 1).join('')}…` : text
  return { messageId: id, userId, username, text: isRemoved ? '' : short, isRemoved }
}

/** The message as people see it: of a removed one that it was there, and by whom. */
export function asShown(message: ChatMessage): ChatMessage {
  return message.removedAtMs === null ? message : { ...message, text: '', mentions: [], replyTo: null }
}
