import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { OwnProfile } from '../session/myself.ts'
import { provedBy } from '../session/proved-by.ts'
import { useAct } from '../session/use-act.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'
import styles from './settings.module.css'

export function EmailForm({ profile }: { readonly profile: OwnProfile }) {
  const client = useTutti()
  const { notices } = useStudio()
  const [isOpen, setOpen] = useState(false)
  const [mailedTo, setMailedTo] = useState<string>()
  const { isBusy, failure, run } = useAct('email', 'password')
  const resend = useAct()
  const { email } = profile
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const body = {
      email: formText(event.currentTarget, 'email').trim(),
      password: formText(event.currentTarget, 'password'),
    }
    if (!(await run(() => provedBy('password', () => client.call('changeEmail', { body }))))) return
    setMailedTo(body.email)
    setOpen(false)
  }
  const confirmAgain = async () => {
    if (email === null || !(await resend.run(() => client.call('resendVerification', { body: { email } })))) return
    notices.say(`If it was not confirmed yet, a mail to ${email} is on its way.`)
  }
  return (
    <>
      <p className={styles['now']}>
        <span>{email}</span>
        <span className={styles['hint']}>{profile.emailVerified ? 'confirmed' : 'not confirmed yet'}</span>
      </p>
      {mailedTo !== undefined && (
        <p role="status" className={styles['hint']}>
          A mail to {mailedTo} is on its way. {email} stays yours until you have followed its link.
        </p>
      )}
      <Failure text={resend.failure.text} />
      {!isOpen && (
        <div className={styles['buttons']}>
          <Button look="outlined" onClick={() => setOpen(true)}>
            Change the address
          </Button>
          {!profile.emailVerified && (
            <Button disabled={resend.isBusy} onClick={() => void confirmAgain()}>
              Send the confirmation again
            </Button>
          )}
        </div>
      )}
      {isOpen && (
        <form className={form['form']} onSubmit={(event) => void submit(event)}>
          <Field
            label="New address"
            name="email"
            type="email"
            required
            autoFocus
            autoComplete="email"
            error={failure.fields?.['email']}
          />
          <Field
            label="Your password"
            name="password"
            type="password"
            required
            autoComplete="current-password"
            error={failure.fields?.['password']}
          />
          <Failure text={failure.text} />
          <div className={form['row']}>
            <Button look="solid" type="submit" disabled={isBusy}>
              Send the link
            </Button>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
          </div>
        </form>
      )}
    </>
  )
}
