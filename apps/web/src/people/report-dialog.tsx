import { useTutti } from '@tutti/react'
import { useState } from 'react'
import { useStudio } from '../stage/use-studio.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { formText } from '../ui/form-text.ts'
import { SelectField } from '../ui/select-field.tsx'
import { TextAreaField } from '../ui/text-area-field.tsx'
import type { ReportReason } from './report-words.ts'
import { reportReasons } from './report-words.ts'

interface ReportDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly userId: string
  readonly username: string
  /** Where it happened. */
  readonly roomId?: string | undefined
  /** What was said, when it is about that. */
  readonly messageId?: string | undefined
}

export function ReportDialog({ open, onOpenChange, userId, username, roomId, messageId }: ReportDialogProps) {
  const client = useTutti()
  const { notices } = useStudio()
  const [reason, setReason] = useState<ReportReason>('harassment')
  const report = async (sent: HTMLFormElement) => {
    const about = messageId === undefined ? { userId, ...(roomId !== undefined && { roomId }) } : { messageId }
    await client.call('fileReport', { body: { ...about, reason, comment: formText(sent, 'comment').trim() } })
    notices.say('Thank you. A moderator will look at it.')
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Report ${username}`}
      action="Report"
      onConfirm={report}
    >
      <SelectField label="What is wrong" value={reason} choices={reportReasons} onChange={setReason} />
      <TextAreaField
        label="What should a moderator know?"
        name="comment"
        maxLength={500}
        hint={
          messageId === undefined
            ? 'What was said last in the room goes with it. Nobody in the room is told.'
            : 'The message and what was said around it go with it. Nobody in the room is told.'
        }
      />
    </ConfirmDialog>
  )
}
