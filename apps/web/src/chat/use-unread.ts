import type { ChatMessage } from '@tutti/client'
import { useEffect, useState } from 'react'

/** How many messages of others came since the chat was last open. */
export function useUnread(messages: readonly ChatMessage[], isOpen: boolean): number {
  const [readUpTo, setReadUpTo] = useState(() => lastSeq(messages))
  useEffect(() => {
    if (isOpen) setReadUpTo(lastSeq(messages))
  }, [isOpen, messages])
  return isOpen ? 0 : messages.filter(({ mine, roomSeq }) => !mine && roomSeq > readUpTo).length
}

function lastSeq(messages: readonly ChatMessage[]): number {
  return messages.reduce((last, { roomSeq }) => Math.max(last, roomSeq), 0)
}
