import { useTutti } from '@tutti/react'
import { useState } from 'react'
import { useStudio } from '../stage/use-studio.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Field } from '../ui/field.tsx'
import { formText } from '../ui/form-text.ts'
import { SelectField } from '../ui/select-field.tsx'
import type { SuspensionLength } from './suspension-lengths.ts'
import { suspensionLengths, untilOf } from './suspension-lengths.ts'

interface SuspendDialogProps {
  readonly userId: string
  readonly username: string
  /** A report that is resolved by it. */
  readonly reportId?: string
  readonly open: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

export function SuspendDialog({ userId, username, reportId, open, onClose, onDone }: SuspendDialogProps) {
  const client = useTutti()
  const { notices } = useStudio()
  const [length, setLength] = useState<SuspensionLength>('7')
  const suspend = async (sent: HTMLFormElement) => {
    const reason = formText(sent, 'reason').trim()
    await client.call('suspendUser', { params: { userId }, body: { reason, until: untilOf(length, Date.now()) } })
    if (reportId !== undefined) {
      await client.call('resolveReport', { params: { reportId }, body: { outcome: 'suspended', note: reason } })
    }
    notices.say(`${username} is suspended.`)
    onDone()
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Suspend ${username}?`}
      action="Suspend"
      isGrave
      onConfirm={suspend}
    >
      <p>
        Their connections end at once, and they cannot come in again for as long as you say.
        {reportId !== undefined && ' The report is resolved with it.'}
      </p>
      <SelectField label="For how long" value={length} choices={suspensionLengths} onChange={setLength} />
      <Field label="Why" name="reason" required maxLength={500} autoComplete="off" hint="It is told to them." />
    </ConfirmDialog>
  )
}
