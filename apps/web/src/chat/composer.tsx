import { longestMessage } from '@tutti/core'
import type { RoomSession } from '@tutti/client'
import type { KeyboardEvent } from 'react'
import { useState } from 'react'
import { useRoomInfo } from '../room/use-room-info.ts'
import { IconButton } from '../ui/button.tsx'
import styles from './chat.module.css'

const warnFrom = 50

export function Composer({ room }: { readonly room: RoomSession }) {
  const [draft, setDraft] = useState('')
  const { allowChat, onlyOwnerCanChat } = useRoomInfo(room).settings
  const { isOwner, isChatMuted } = room.me
  const mayChat = allowChat && !isChatMuted && (!onlyOwnerCanChat || isOwner)
  const left = longestMessage - [...draft].length
  const send = () => {
    const text = draft.trim()
    if (text === '' || left < 0) return
    setDraft('')
    // A refused message stays in the log with its reason.
    room.sendMessage(text).catch(() => {})
  }
  const type = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  if (!mayChat) return <p className={styles['silent']}>{silentWords({ allowChat, isChatMuted })}</p>
  return (
    <div className={styles['composer']}>
      <textarea
        aria-label="Message"
        placeholder="Message"
        rows={1}
        value={draft}
        className={styles['input']}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={type}
      />
      {left < warnFrom && <span className={left < 0 ? styles['over'] : styles['left']}>{left}</span>}
      <IconButton icon="send" label="Send" disabled={draft.trim() === '' || left < 0} onClick={send} />
    </div>
  )
}

function silentWords({
  allowChat,
  isChatMuted,
}: {
  readonly allowChat: boolean
  readonly isChatMuted: boolean
}): string {
  if (!allowChat) return 'Chat is switched off in this room.'
  return isChatMuted ? 'Whoever runs the room has muted you in the chat.' : 'Only the owner of the room writes here.'
}
