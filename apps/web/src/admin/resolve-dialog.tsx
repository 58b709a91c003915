import { useTutti } from '@tutti/react'
import { useState } from 'react'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { formText } from '../ui/form-text.ts'
import { SelectField } from '../ui/select-field.tsx'
import { TextAreaField } from '../ui/text-area-field.tsx'
import type { Outcome } from './outcomes.ts'
import { outcomes } from './outcomes.ts'

interface ResolveDialogProps {
  readonly reportId: string
  /** Whom it is about. */
  readonly username: string
  readonly open: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

export function ResolveDialog({ reportId, username, open, onClose, onDone }: ResolveDialogProps) {
  const client = useTutti()
  const [outcome, setOutcome] = useState<Outcome>('dismissed')
  const resolve = async (sent: HTMLFormElement) => {
    const body = { outcome, note: formText(sent, 'note').trim() }
    await client.call('resolveReport', { params: { reportId }, body })
    onDone()
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`The report about ${username}`}
      action="Resolve"
      onConfirm={resolve}
    >
      <SelectField label="What came of it" value={outcome} choices={outcomes} onChange={setOutcome} />
      <TextAreaField
        label="A note for other moderators"
        name="note"
        maxLength={500}
        hint="The first word counts: a resolved report stays as it is."
      />
    </ConfirmDialog>
  )
}
