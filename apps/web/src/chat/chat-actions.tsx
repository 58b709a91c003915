import type { ChatMessage } from '@tutti/client'
import type { IconName } from '../ui/icon.tsx'
import { Icon } from '../ui/icon.tsx'
import styles from './chat.module.css'

/** What may be done with messages; absent is what may not be done with this one. */
export interface ChatDoings {
  readonly reply: (message: ChatMessage) => void
  readonly edit: ((message: ChatMessage) => void) | undefined
  readonly remove: ((message: ChatMessage) => void) | undefined
  readonly report: ((message: ChatMessage) => void) | undefined
}

interface ChatActionsProps {
  readonly message: ChatMessage
  readonly doings: ChatDoings
}

export function ChatActions({ message, doings: { reply, edit, remove, report } }: ChatActionsProps) {
  const whose = message.mine ? 'your message' : `what ${message.username} said`
  return (
    <span className={styles['actions']}>
      <Doing icon="reply" label={`Answer ${whose}`} onClick={() => reply(message)} />
      {edit && <Doing icon="pencil" label={`Edit ${whose}`} onClick={() => edit(message)} />}
      {remove && <Doing icon="trash" label={`Remove ${whose}`} onClick={() => remove(message)} />}
      {report && <Doing icon="flag" label={`Report ${whose}`} onClick={() => report(message)} />}
    </span>
  )
}

interface DoingProps {
  readonly icon: IconName
  readonly label: string
  readonly onClick: () => void
}

function Doing({ icon, label, onClick }: DoingProps) {
  return (
    <button type="button" className={styles['action']} onClick={onClick} aria-label={label} title={label}>
      <Icon name={icon} size={16} />
    </button>
  )
}
