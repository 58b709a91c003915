import type { RoomSession } from '@tutti/client'
import { useParticipants, useTyping } from '@tutti/react'
import { silenced } from '../people/silenced.ts'
import { useObservable } from '../ui/use-observable.ts'
import styles from './chat.module.css'
import { typingWords } from './typing-words.ts'

/** Who is writing. It is not read out: it comes and goes too often. */
export function TypingLine({ room }: { readonly room: RoomSession }) {
  const typing = useTyping(room)
  const participants = useParticipants(room)
  const hidden = useObservable(silenced)
  const names = participants
    .filter(({ number, user }) => typing.includes(number) && !hidden.has(user.userId))
    .map(({ user }) => user.username)
  return (
    <p className={styles['typing']} aria-hidden="true">
      {typingWords(names)}
    </p>
  )
}
