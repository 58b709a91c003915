import type { Participant } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useState } from 'react'
import { useStudio } from '../stage/use-studio.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Field } from '../ui/field.tsx'
import { formText } from '../ui/form-text.ts'
import { SelectField } from '../ui/select-field.tsx'
import type { BanLength } from './ban-lengths.ts'
import { banLengths } from './ban-lengths.ts'

interface MoveOutDialogProps {
  /** kick: may come back after a minute. ban: may not, for a time. */
  readonly kind: 'kick' | 'ban' | undefined
  readonly onClose: () => void
  readonly roomId: string
  readonly player: Participant
}

export function MoveOutDialog({ kind, onClose, roomId, player }: MoveOutDialogProps) {
  const client = useTutti()
  const { notices } = useStudio()
  const [length, setLength] = useState<BanLength>('60')
  const { userId, username } = player.user
  const isBan = kind === 'ban'
  const moveOut = async (sent: HTMLFormElement) => {
    const reason = formText(sent, 'reason').trim()
    const params = { roomId }
    const minutes = banLengths.find(({ value }) => value === length)?.minutes ?? null
    if (isBan) await client.call('banUser', { params, body: { userId, reason, minutes } })
    else await client.call('kickUser', { params, body: { userId, reason } })
    notices.say(isBan ? `${username} is out, and stays out.` : `${username} was asked to leave.`)
  }
  return (
    <ConfirmDialog
      open={kind !== undefined}
      onOpenChange={onClose}
      title={isBan ? `Ban ${username}?` : `Ask ${username} to leave?`}
      action={isBan ? 'Ban' : 'Ask to leave'}
      isGrave={isBan}
      onConfirm={moveOut}
    >
      <p>
        {isBan
          ? `${username} leaves at once and cannot come in again for as long as you say.`
          : `${username} leaves at once, and may come back after a minute.`}
      </p>
      {isBan && <SelectField label="For how long" value={length} choices={banLengths} onChange={setLength} />}
      <Field label="Why, if you want to say" name="reason" maxLength={200} autoComplete="off" hint="It is told." />
    </ConfirmDialog>
  )
}
