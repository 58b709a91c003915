import type { ChatMessage } from '@tutti/client'
import { personStyle } from '../people/person-style.ts'
import { TuttiError } from '@tutti/client'
import { errorWords } from '../session/error-words.ts'
import { classNames } from '../ui/class-names.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './chat.module.css'

interface ChatLineProps {
  readonly message: ChatMessage
  /** Undefined when its author is gone. */
  readonly color: string | undefined
  readonly isFollowing: boolean
  readonly onRetry: (text: string) => void
  readonly onReport: () => void
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

export function ChatLine({ message, color, isFollowing, onRetry, onReport }: ChatLineProps) {
  const { username, text, sentAtMs, pending, failed, type, mine } = message
  if (type === 'system') return <p className={styles['system']}>{text}</p>
  const style = color === undefined ? undefined : personStyle(color)
  return (
    <div
      className={classNames(styles['line'], isFollowing && styles['following'], pending === true && styles['pending'])}
      style={style}
    >
      {!isFollowing && (
        <p className={styles['author']}>
          <span className={classNames(styles['name'], color === undefined && styles['gone'])}>{username}</span>
          <time className={styles['time']} dateTime={new Date(sentAtMs).toISOString()}>
            {clock.format(sentAtMs)}
          </time>
        </p>
      )}
      <p className={styles['text']}>{text}</p>
      {!mine && (
        <button
          type="button"
          className={styles['report']}
          onClick={onReport}
          aria-label={`Report what ${username} said`}
        >
          <Icon name="flag" size={16} />
        </button>
      )}
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
