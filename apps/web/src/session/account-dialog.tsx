import { useState } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import type { AccountTask } from './account-task.ts'
import { MailHelp } from './mail-help.tsx'
import { OpenAccount } from './open-account.tsx'
import { SignIn } from './sign-in.tsx'

const titles: Readonly<Record<AccountTask, string>> = {
  signIn: 'Sign in',
  open: 'Open an account',
  help: 'A link by mail',
}

interface AccountDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onDone?: () => void
}

export function AccountDialog({ open, onOpenChange, onDone }: AccountDialogProps) {
  const [task, setTask] = useState<AccountTask>('signIn')
  const show = (isShown: boolean) => {
    onOpenChange(isShown)
    if (!isShown) setTask('signIn')
  }
  const finish = () => {
    show(false)
    onDone?.()
  }
  return (
    <Dialog open={open} onOpenChange={show} title={titles[task]}>
      {task === 'signIn' && <SignIn onDone={finish} onTask={setTask} />}
      {task === 'open' && <OpenAccount onDone={finish} onTask={setTask} />}
      {task === 'help' && <MailHelp onTask={setTask} />}
    </Dialog>
  )
}
