import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { errorWords } from '../session/error-words.ts'
import { guestName, longestName, takeName, tidyName } from '../session/my-name.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { useObservable } from '../ui/use-observable.ts'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'

export function RenameDialog({
  open,
  onOpenChange,
}: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}) {
  const client = useTutti()
  const name = useObservable(guestName)
  const [error, setError] = useState<string>()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = tidyName(formText(event.currentTarget, 'name'))
    if (typed === undefined) return setError('Choose a name of 1 to 20 characters.')
    takeName(client, typed).then(
      () => onOpenChange(false),
      (thrown: unknown) => setError(errorWords(thrown)),
    )
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Your name">
      <form className={form['form']} onSubmit={submit}>
        <Field
          label="Shown to everyone in the room"
          name="name"
          defaultValue={name}
          maxLength={longestName}
          autoComplete="off"
          error={error}
        />
        <Button look="solid" type="submit">
          Use this name
        </Button>
      </form>
    </Dialog>
  )
}
