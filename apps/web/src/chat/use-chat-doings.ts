import type { ChatMessage, RoomSession } from '@tutti/client'
import { useState } from 'react'
import { errorWords } from '../session/error-words.ts'
import { useStudio } from '../stage/use-studio.ts'
import type { ChatDoings } from './chat-actions.tsx'
import type { Writing } from './composer.tsx'
import { useChatRights } from './use-chat-rights.ts'

interface Shown {
  readonly messages: readonly ChatMessage[]
  readonly onReport: (message: ChatMessage) => void
}

/** What may be done with each message, and what is being written about one. */
export function useChatDoings(room: RoomSession, { messages, onReport }: Shown) {
  const { notices } = useStudio()
  const { mayRule, mayEdit, mayRemove } = useChatRights(room)
  const [writing, setWriting] = useState<Writing>()
  const edit = (message: ChatMessage): void => setWriting({ kind: 'edit', message })
  const remove = ({ messageId }: ChatMessage): void =>
    void room.removeMessage(messageId).catch((error: unknown) => notices.say(errorWords(error)))
  const doingsOf = (message: ChatMessage): ChatDoings => ({
    reply: () => setWriting({ kind: 'answer', message }),
    edit: mayEdit(message) ? edit : undefined,
    remove: mayRemove(message) ? remove : undefined,
    report: message.mine ? undefined : onReport,
  })
  const editLast = (): void => {
    const own = messages.findLast((message) => mayEdit(message) && !message.isRemoved && message.roomSeq > 0)
    if (own) edit(own)
  }
  return { mayRule, writing, setWriting, doingsOf, editLast }
}
