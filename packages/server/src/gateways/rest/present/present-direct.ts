import type { Conversation, DirectMessage } from '@tutti/core'
import type { AnswerOf, Operations } from '@tutti/protocol/rest'
import { presentPerson } from './present-people.ts'
import { presentTime } from './present-time.ts'

type ConversationView = AnswerOf<Operations['listConversations']>['conversations'][number]

export function presentDirect(message: DirectMessage): AnswerOf<Operations['sendDirectMessage']> {
  const { id, fromId, toId, text, sentAtMs } = message
  return { messageId: id, fromUserId: fromId, toUserId: toId, message: text, timestamp: presentTime(sentAtMs) }
}

export function presentConversation({ user, last, unread }: Conversation, base: string): ConversationView {
  return { ...presentPerson(user, base), last: presentDirect(last), unread }
}
