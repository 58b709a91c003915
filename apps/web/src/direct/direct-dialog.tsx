import type { Conversations } from '@tutti/client'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Conversation } from './conversation.tsx'
import { ConversationList } from './conversation-list.tsx'
import { DirectPolicy } from './direct-policy.tsx'
import { directWith, type Correspondent } from './direct-inbox.ts'
import styles from './direct.module.css'

interface DirectDialogProps {
  readonly inbox: Conversations
  readonly shown: Correspondent | 'everybody'
}

/** People on one side, words on the other: one after the other, so that a phone shows it as well. */
export function DirectDialog({ inbox, shown }: DirectDialogProps) {
  const close = (open: boolean): void => void (!open && directWith.set(undefined))
  if (shown === 'everybody') {
    return (
      <Dialog open onOpenChange={close} title="Direct messages">
        <ConversationList inbox={inbox} onChoose={(user) => directWith.set(user)} />
        <DirectPolicy />
      </Dialog>
    )
  }
  return (
    <Dialog open onOpenChange={close} title={shown.username}>
      <Button icon="back" className={styles['all']} onClick={() => directWith.set('everybody')}>
        All messages
      </Button>
      <Conversation key={shown.userId} user={shown} />
    </Dialog>
  )
}
