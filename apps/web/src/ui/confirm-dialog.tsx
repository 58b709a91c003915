import type { FormEvent, ReactNode } from 'react'
import { useAct } from '../session/use-act.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Failure } from './failure.tsx'
import form from './form.module.css'

interface ConfirmDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  /** What will happen, and more to fill in when it needs that. */
  readonly children: ReactNode
  readonly action: string
  /** Cannot be taken back. */
  readonly isGrave?: boolean
  /** The dialog closes when it resolves and says why when it rejects. */
  readonly onConfirm: (form: HTMLFormElement) => Promise<unknown>
}

export function ConfirmDialog({ open, title, ...rest }: ConfirmDialogProps) {
  return (
    <Dialog open={open} onOpenChange={rest.onOpenChange} title={title}>
      <ConfirmForm {...rest} />
    </Dialog>
  )
}

/** Begins anew each time that the dialog opens: what went wrong the last time is not said again. */
function ConfirmForm(props: Omit<ConfirmDialogProps, 'open' | 'title'>) {
  const { onOpenChange, children, action, isGrave = false, onConfirm } = props
  const { isBusy, failure, run } = useAct()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sent = event.currentTarget
    if (await run(() => onConfirm(sent))) onOpenChange(false)
  }
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)}>
      {children}
      <Failure text={failure.text} />
      <div className={form['row']}>
        <Button look={isGrave ? 'grave' : 'solid'} type="submit" disabled={isBusy}>
          {action}
        </Button>
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
      </div>
    </form>
  )
}
