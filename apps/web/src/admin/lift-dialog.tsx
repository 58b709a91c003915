import { useTutti } from '@tutti/react'
import { useStudio } from '../stage/use-studio.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

interface LiftDialogProps {
  readonly userId: string
  readonly username: string
  readonly open: boolean
  readonly onClose: () => void
  readonly onDone?: (() => void) | undefined
}

/** Lets somebody in again who is suspended. */
export function LiftDialog({ userId, username, open, onClose, onDone }: LiftDialogProps) {
  const client = useTutti()
  const { notices } = useStudio()
  const lift = async () => {
    await client.call('liftSuspension', { params: { userId } })
    notices.say(`${username} may come in again.`)
    onDone?.()
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Let ${username} in again?`}
      action="Lift the suspension"
      onConfirm={lift}
    >
      <p>They can sign in and play at once. Whoever is not suspended stays as they are.</p>
    </ConfirmDialog>
  )
}
