import { TuttiError, type ChatMessage } from '@tutti/client'
import { personStyle } from '../people/person-style.ts'
import { errorWords } from '../session/error-words.ts'
import { classNames } from '../ui/class-names.ts'
import { ChatActions, type ChatDoings } from './chat-actions.tsx'
import styles from './chat.module.css'
import { ChatWords, type Names } from './chat-words.tsx'

interface ChatLineProps {
  readonly message: ChatMessage
  /** Undefined when its author is gone. */
  readonly color: string | undefined
  readonly isFollowing: boolean
  readonly names: Names
  /** It calls us. */
  readonly callsMe: boolean
  readonly doings: ChatDoings
  readonly onRetry: (text: string) => void
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

export function ChatLine({ message, color, isFollowing, names, callsMe, doings, onRetry }: ChatLineProps) {
  const { username, text, sentAtMs, pending, failed, type, isRemoved, isEmote } = message
  if (type === 'system' && !isRemoved) return <p className={styles['system']}>{text}</p>
  const style = color === undefined ? undefined : personStyle(color)
  const isSettled = pending !== true && failed === undefined
  const look = classNames(
    styles['line'],
    isFollowing && styles['following'],
    pending === true && styles['pending'],
    callsMe && styles['calls'],
  )
  return (
    <div className={look} style={style} tabIndex={-1}>
      {!isFollowing && !isEmote && (
        <p className={styles['author']}>
          <span className={classNames(styles['name'], color === undefined && styles['gone'])}>{username}</span>
          <time className={styles['time']} dateTime={new Date(sentAtMs).toISOString()}>
            {clock.format(sentAtMs)}
          </time>
        </p>
      )}
      <ChatWords message={message} names={names} />
      {isSettled && !isRemoved && <ChatActions message={message} doings={doings} />}
      {failed !== undefined && (
        <p className={styles['failed']}>
          Not sent. {errorWords(new TuttiError({ code: failed, message: '' }))}{' '}
          <button type="button" className={styles['retry']} onClick={() => onRetry(text)}>
            Send again
          </button>
        </p>
      )}
    </div>
  )
}
