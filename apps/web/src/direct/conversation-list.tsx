import type { Conversations } from '@tutti/client'
import { useSession } from '@tutti/react'
import { Avatar } from '../people/avatar.tsx'
import { personStyle } from '../people/person-style.ts'
import { agoWords } from '../ui/time-words.ts'
import { useNow } from '../ui/use-now.ts'
import type { Correspondent } from './direct-inbox.ts'
import styles from './direct.module.css'

interface ConversationListProps {
  readonly inbox: Conversations
  readonly onChoose: (user: Correspondent) => void
}

export function ConversationList({ inbox, onChoose }: ConversationListProps) {
  const nowMs = useNow()
  const myId = useSession()?.user.userId
  if (inbox.conversations.length === 0) {
    return (
      <p className={styles['empty']}>
        Nothing yet. Choose somebody at the piano and write to them; nobody else reads it.
      </p>
    )
  }
  return (
    <ul className={styles['people']} aria-label="Conversations">
      {inbox.conversations.map(({ userId, username, userTag, last, unread }) => (
        <li key={userId}>
          <button
            type="button"
            className={styles['person']}
            style={personStyle(userTag)}
            onClick={() => onChoose({ userId, username })}
          >
            <Avatar name={username} color={userTag} number={0} />
            <span className={styles['who']}>
              <span className={styles['name']}>{username}</span>
              <span className={styles['last']}>
                {last.fromUserId === myId && 'You: '}
                {last.message}
              </span>
            </span>
            <span className={styles['when']}>
              {agoWords(Date.parse(last.timestamp), nowMs)}
              {unread > 0 && (
                <span className={styles['count']}>
                  {unread}
                  <span className="visually-hidden"> unread</span>
                </span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
