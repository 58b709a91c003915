import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { OwnProfile } from '../session/myself.ts'
import { NewPasswordField } from '../session/new-password-field.tsx'
import { replacePassword } from '../session/own-account.ts'
import { useAct } from '../session/use-act.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'
import styles from './settings.module.css'

export function PasswordForm({ profile }: { readonly profile: OwnProfile }) {
  const client = useTutti()
  const { notices } = useStudio()
  const [isOpen, setOpen] = useState(false)
  const { isBusy, failure, run } = useAct('currentPassword', 'newPassword', 'password')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const change = {
      currentPassword: formText(event.currentTarget, 'currentPassword'),
      newPassword: formText(event.currentTarget, 'newPassword'),
    }
    if (!(await run(() => replacePassword(client, change)))) return
    setOpen(false)
    notices.say('Your password is changed. Every other session has ended.')
  }
  if (!isOpen)
    return (
      <div className={styles['buttons']}>
        <Button look="outlined" onClick={() => setOpen(true)}>
          Change the password
        </Button>
      </div>
    )
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)}>
      <input type="text" name="username" autoComplete="username" defaultValue={profile.username} hidden readOnly />
      <Field
        label="The one you have"
        name="currentPassword"
        type="password"
        required
        autoFocus
        autoComplete="current-password"
        error={failure.fields?.['currentPassword']}
      />
      <NewPasswordField
        label="The new one"
        name="newPassword"
        error={failure.fields?.['newPassword'] ?? failure.fields?.['password']}
      />
      <Failure text={failure.text} />
      <div className={form['row']}>
        <Button look="solid" type="submit" disabled={isBusy}>
          Change the password
        </Button>
        <Button onClick={() => setOpen(false)}>Cancel</Button>
      </div>
    </form>
  )
}
