import type { Answer } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useState } from 'react'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useNow } from '../ui/use-now.ts'
import styles from './admin.module.css'
import { inviteWords } from './invite-words.ts'

interface InviteRowProps {
  readonly invite: Answer<'listInvites'>['items'][number]
  readonly onChanged: () => void
}

export function InviteRow({ invite, onChanged }: InviteRowProps) {
  const client = useTutti()
  const { notices } = useStudio()
  const nowMs = useNow()
  const [isRevoking, setRevoking] = useState(false)
  const { inviteId, note, uses, maxUses } = invite
  const name = note === '' ? 'Without a note' : note
  const revoke = async () => {
    await client.call('revokeInvite', { params: { inviteId } })
    notices.say('The code opens nothing any more.')
    onChanged()
  }
  return (
    <li className={styles['row']}>
      <div className={styles['words']}>
        <p className={styles['name']}>{name}</p>
        <p className={styles['aside']}>
          {inviteWords({ uses, maxUses, endsAtMs: Date.parse(invite.expiresAt), nowMs })}
        </p>
      </div>
      <Button onClick={() => setRevoking(true)} aria-label={`Revoke the invite: ${name}`}>
        Revoke
      </Button>
      <ConfirmDialog
        open={isRevoking}
        onOpenChange={setRevoking}
        title="Revoke this invite?"
        action="Revoke"
        isGrave
        onConfirm={revoke}
      >
        <p>{name}: its code opens no more accounts. The accounts that it opened stay.</p>
      </ConfirmDialog>
    </li>
  )
}
