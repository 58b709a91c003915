import type { ChatMessage } from '@tutti/client'
import { classNames } from '../ui/class-names.ts'
import styles from './chat.module.css'
import { splitMentions } from './split-mentions.ts'

/** Names that may stand behind an `@`, and which of them is ours. */
export type Names = ReadonlyMap<string, { readonly isMe: boolean }>

interface ChatWordsProps {
  readonly message: ChatMessage
  readonly names: Names
}

/** What was said, and what it answers. */
export function ChatWords({ message, names }: ChatWordsProps) {
  const { username, text, isRemoved, isEmote, editedAtMs, replyTo } = message
  return (
    <>
      {replyTo && (
        <blockquote className={styles['quote']}>
          <span className="visually-hidden">In answer to </span>
          <cite>{replyTo.username}</cite> {replyTo.isRemoved ? <em>removed</em> : replyTo.text}
        </blockquote>
      )}
      <p className={classNames(styles['text'], isEmote && styles['emote'])}>
        {isEmote && <span className={styles['name']}>{username} </span>}
        {isRemoved ? <em className={styles['removed']}>removed</em> : <MarkedText text={text} names={names} />}
        {editedAtMs !== null && !isRemoved && <span className={styles['edited']}> edited</span>}
      </p>
    </>
  )
}

/** Text and nothing else, with the names of those whom it calls set off. */
function MarkedText({ text, names }: { readonly text: string; readonly names: Names }) {
  return splitMentions(text, [...names.keys()]).map(({ part, name, start }) =>
    name === undefined ? (
      part
    ) : (
      <mark key={start} className={names.get(name)?.isMe ? styles['me'] : styles['mention']}>
        {part}
      </mark>
    ),
  )
}
