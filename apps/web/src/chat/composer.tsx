import { longestMessage } from '@tutti/core'
import type { ChatMessage, RoomSession } from '@tutti/client'
import type { KeyboardEvent } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import { useRoomInfo } from '../room/use-room-info.ts'
import { errorWords } from '../session/error-words.ts'
import { useStudio } from '../stage/use-studio.ts'
import { IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import field from '../ui/composer.module.css'
import styles from './chat.module.css'
import { CommandList } from './command-list.tsx'
import { commandHints } from './command-hints.ts'

const warnFrom = 50

/** What is being written: something new, an answer, or another text for what was said. */
export interface Writing {
  readonly kind: 'answer' | 'edit'
  readonly message: ChatMessage
}

interface ComposerProps {
  readonly room: RoomSession
  readonly mayRule: boolean
  readonly writing: Writing | undefined
  readonly onDone: () => void
  /** The arrow upwards in an empty field: the last message of one's own. */
  readonly onEditLast: () => void
}

export function Composer({ room, mayRule, writing, onDone, onEditLast }: ComposerProps) {
  const { allowChat, onlyOwnerCanChat, slowModeSeconds } = useRoomInfo(room).settings
  const { isOwner, isChatMuted } = room.me
  const mayChat = allowChat && !isChatMuted && (!onlyOwnerCanChat || isOwner)
  const { notices } = useStudio()
  const { draft, setDraft, input } = useDraft(writing)
  const hintsId = useId()
  const left = longestMessage - [...draft].length
  const hints = writing?.kind === 'edit' ? [] : commandHints(draft, { mayRule })
  if (!mayChat) return <p className={styles['silent']}>{silentWords({ allowChat, isChatMuted })}</p>

  const send = () => {
    const text = draft.trim()
    if (text === '' || left < 0) return
    setDraft('')
    room.setTyping(false)
    onDone()
    const editing = writing?.kind === 'edit'
    if (editing) {
      room.editMessage(writing.message.messageId, text).catch((error: unknown) => notices.say(errorWords(error)))
      return
    }
    // A refused message stays in the log with its reason.
    room.sendMessage(text, { replyTo: writing?.message.messageId }).catch(() => {})
  }
  const cancel = () => {
    setDraft('')
    onDone()
  }
  const type = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'ArrowUp' && draft === '') return onEditLast()
    if (event.key === 'Escape' && writing) {
      event.stopPropagation()
      return cancel()
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return undefined
    event.preventDefault()
    return send()
  }
  const change = (text: string) => {
    setDraft(text)
    room.setTyping(text !== '' && !text.startsWith('/'))
  }
  return (
    <>
      {writing && <WritingLine writing={writing} onCancel={cancel} />}
      {hints.length > 0 && <CommandList id={hintsId} hints={hints} onChoose={(name) => setDraft(`/${name} `)} />}
      <div className={classNames(field['composer'], styles['composer'])}>
        <textarea
          ref={input}
          aria-label="Message"
          placeholder={slowModeSeconds > 0 && !mayRule ? `Message (one every ${slowModeSeconds} s)` : 'Message'}
          rows={1}
          value={draft}
          className={field['input']}
          aria-describedby={hints.length > 0 ? hintsId : undefined}
          onChange={(event) => change(event.target.value)}
          onKeyDown={type}
        />
        {left < warnFrom && <span className={left < 0 ? styles['over'] : styles['left']}>{left}</span>}
        <IconButton icon="send" label="Send" disabled={draft.trim() === '' || left < 0} onClick={send} />
      </div>
    </>
  )
}

/** What is typed; it begins with the text that is being edited. */
function useDraft(writing: Writing | undefined) {
  const [draft, setDraft] = useState('')
  const input = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (!writing) return
    if (writing.kind === 'edit') setDraft(writing.message.text)
    input.current?.focus()
  }, [writing])
  return { draft, setDraft, input }
}

function WritingLine({ writing, onCancel }: { readonly writing: Writing; readonly onCancel: () => void }) {
  const { kind, message } = writing
  return (
    <p className={styles['writing']}>
      <span>{kind === 'edit' ? 'Editing your message' : `Answering ${message.username}: ${message.text}`}</span>
      <IconButton icon="close" label={kind === 'edit' ? 'Edit no longer' : 'Answer nobody'} onClick={onCancel} />
    </p>
  )
}

interface Silence {
  readonly allowChat: boolean
  readonly isChatMuted: boolean
}

function silentWords({ allowChat, isChatMuted }: Silence): string {
  if (!allowChat) return 'Chat is switched off in this room.'
  return isChatMuted ? 'Whoever runs the room has muted you in the chat.' : 'Only the owner of the room writes here.'
}
