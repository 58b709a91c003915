import type { ChatMessage, RoomSession } from '@tutti/client'
import { useParticipants } from '@tutti/react'
import type { KeyboardEvent } from 'react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { ReportDialog } from '../people/report-dialog.tsx'
import { silenced } from '../people/silenced.ts'
import { IconButton } from '../ui/button.tsx'
import { useObservable } from '../ui/use-observable.ts'
import { ChatLine } from './chat-line.tsx'
import styles from './chat.module.css'
import { Composer } from './composer.tsx'
import { TypingLine } from './typing-line.tsx'
import { useChatDoings } from './use-chat-doings.ts'

interface ChatProps {
  readonly room: RoomSession
  readonly messages: readonly ChatMessage[]
  /** Somebody asked for it, so what is typed next is a message. */
  readonly takesFocus: boolean
  readonly onClose: () => void
}

/** At the side on wide screens, a sheet on phones. */
export function Chat({ room, messages: said, takesFocus, onClose }: ChatProps) {
  const unread = useObservable(silenced)
  const messages = useMemo(() => said.filter(({ userId }) => !unread.has(userId)), [said, unread])
  const [reported, setReported] = useState<ChatMessage>()
  const participants = useParticipants(room)
  const colors = useMemo(
    () => new Map(participants.map(({ user }) => [user.userId, user.color] as const)),
    [participants],
  )
  const names = useMemo(
    () =>
      new Map(participants.map(({ user, number }) => [user.username, { isMe: number === room.me.number }] as const)),
    [participants, room.me.number],
  )
  const { mayRule, writing, setWriting, doingsOf, editLast } = useChatDoings(room, { messages, onReport: setReported })
  const log = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLElement>(null)
  useStickToEnd(log, messages)
  useEffect(() => {
    if (takesFocus) panel.current?.querySelector('textarea')?.focus()
  }, [takesFocus])
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    onClose()
    document.querySelector<HTMLElement>('[data-testid="piano"]')?.focus()
  }
  return (
    <aside ref={panel} className={styles['chat']} aria-label="Chat" onKeyDown={close}>
      <header className={styles['header']}>
        <h2 className={styles['title']}>Chat</h2>
        <IconButton icon="close" label="Close the chat" onClick={onClose} />
      </header>
      <div ref={log} role="log" aria-label="Chat" tabIndex={0} className={styles['log']}>
        {messages.length === 0 && (
          <p className={styles['empty']}>Nothing was said yet. Whatever you write, everyone here can read.</p>
        )}
        {messages.map((message, index) => (
          <ChatLine
            key={message.clientMessageId || message.messageId}
            message={message}
            color={colors.get(message.userId)}
            isFollowing={follows(messages[index - 1], message)}
            names={names}
            callsMe={!message.mine && message.mentions.includes(room.me.user.userId)}
            doings={doingsOf(message)}
            onRetry={(text) => void room.sendMessage(text).catch(() => {})}
          />
        ))}
      </div>
      <TypingLine room={room} />
      <Composer
        room={room}
        mayRule={mayRule}
        writing={writing}
        onDone={() => setWriting(undefined)}
        onEditLast={editLast}
      />
      {reported && (
        <ReportDialog
          open
          onOpenChange={() => setReported(undefined)}
          userId={reported.userId}
          username={reported.username}
          messageId={reported.messageId}
        />
      )}
    </aside>
  )
}

const togetherMs = 180_000

/** Said by the same person shortly after. */
function follows(before: ChatMessage | undefined, message: ChatMessage): boolean {
  if (before === undefined || message.replyTo !== null || message.isEmote) return false
  return (
    before.userId === message.userId && before.type === message.type && message.sentAtMs - before.sentAtMs < togetherMs
  )
}

const nearEndPx = 80

/** New messages keep the end in sight, unless one reads further up. */
function useStickToEnd(log: { readonly current: HTMLElement | null }, messages: readonly ChatMessage[]): void {
  const isAtEnd = useRef(true)
  useEffect(() => {
    const element = log.current
    const look = () =>
      element && (isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx)
    element?.addEventListener('scroll', look, { passive: true })
    return () => element?.removeEventListener('scroll', look)
  }, [log])
  useLayoutEffect(() => {
    if (isAtEnd.current || messages.at(-1)?.mine) log.current?.scrollTo({ top: log.current.scrollHeight })
  }, [log, messages])
}
