import type { ChatMessage, RoomSession } from '@tutti/client'
import { useConnection } from '@tutti/react'
import { useMyself } from '../session/myself.ts'
import { useNow } from '../ui/use-now.ts'

export interface ChatRights {
  readonly mayRule: boolean
  readonly mayEdit: (message: ChatMessage) => boolean
  readonly mayRemove: (message: ChatMessage) => boolean
}

/** What one may do to messages in this room. The server has the last word. */
export function useChatRights(room: RoomSession): ChatRights {
  const { connection } = useConnection()
  const { isModerator } = useMyself()
  const nowMs = useNow()
  const mayRule = room.me.isOwner || isModerator
  const editMs = connection?.limits?.chatEditMs ?? 0
  return {
    mayRule,
    mayEdit: ({ mine, type, sentAtMs }) => mine && type === 'user' && nowMs - sentAtMs < editMs,
    mayRemove: ({ mine }) => mine || mayRule,
  }
}
