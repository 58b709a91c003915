import { longestMessage } from '@tutti/core'
import type { KeyboardEvent } from 'react'
import { useLayoutEffect, useRef, useState } from 'react'
import { IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import field from '../ui/composer.module.css'
import { Failure } from '../ui/failure.tsx'
import type { Correspondent } from './direct-inbox.ts'
import styles from './direct.module.css'
import { useConversation } from './use-conversation.ts'

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short' })

/** What was written with one person, and what is written next. */
export function Conversation({ user }: { readonly user: Correspondent }) {
  const { lines, failure, send } = useConversation(user.userId)
  const [draft, setDraft] = useState('')
  const log = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight })
  }, [lines])
  const isTooLong = [...draft].length > longestMessage
  const submit = async () => {
    const text = draft.trim()
    if (text === '' || isTooLong) return
    setDraft('')
    if (!(await send(text))) setDraft(text)
  }
  const type = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void submit()
  }
  return (
    <div className={styles['conversation']}>
      <div ref={log} role="log" aria-label={`Messages with ${user.username}`} tabIndex={0} className={styles['log']}>
        {lines?.length === 0 && <p className={styles['empty']}>Only the two of you read what is written here.</p>}
        {lines?.map(({ messageId, text, sentAtMs, mine }) => (
          <p key={messageId} className={classNames(styles['line'], mine && styles['mine'])}>
            <span className="visually-hidden">{mine ? 'You: ' : `${user.username}: `}</span>
            <span className={styles['text']}>{text}</span>
            <time className={styles['time']} dateTime={new Date(sentAtMs).toISOString()}>
              {clock.format(sentAtMs)}
            </time>
          </p>
        ))}
      </div>
      <Failure text={isTooLong ? 'The message is too long.' : failure} />
      <div className={field['composer']}>
        <textarea
          aria-label={`Message to ${user.username}`}
          placeholder={`Message to ${user.username}`}
          rows={1}
          value={draft}
          className={field['input']}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={type}
        />
        <IconButton
          icon="send"
          label="Send"
          disabled={draft.trim() === '' || isTooLong}
          onClick={() => void submit()}
        />
      </div>
    </div>
  )
}
