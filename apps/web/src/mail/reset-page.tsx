import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useEffect, useState } from 'react'
import { Foyer } from '../home/foyer.tsx'
import styles from '../room/gate.module.css'
import { navigate } from '../router/navigate.ts'
import { AccountDialog } from '../session/account-dialog.tsx'
import { NewPasswordField } from '../session/new-password-field.tsx'
import { useAct } from '../session/use-act.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'
import { useMailLink } from './use-mail-link.ts'

/** Where the link of a mail leads that sets a new password. */
export function ResetPage() {
  const link = useMailLink()
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    document.title = 'A new password · Tutti'
  }, [])
  return (
    <Foyer>
      <div className={styles['gate']}>
        {isDone && <Done />}
        {!isDone && link.purpose === 'reset' && <NewPassword token={link.token} onDone={() => setDone(true)} />}
        {!isDone && link.purpose !== 'reset' && <BrokenLink />}
      </div>
    </Foyer>
  )
}

function NewPassword({ token, onDone }: { readonly token: string; readonly onDone: () => void }) {
  const client = useTutti()
  const { isBusy, failure, run } = useAct('password')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = formText(event.currentTarget, 'password')
    if (await run(() => client.call('resetPassword', { body: { token, password } }))) onDone()
  }
  return (
    <>
      <h1 className={styles['title']}>A new password</h1>
      <form className={form['form']} onSubmit={(event) => void submit(event)}>
        <NewPasswordField label="Your new password" name="password" autoFocus error={failure.fields?.['password']} />
        <Failure text={failure.text} />
        <Button look="solid" type="submit" disabled={isBusy}>
          Use this password
        </Button>
        <p className={form['aside']}>Whoever is signed in to the account is signed out by it.</p>
      </form>
    </>
  )
}

function Done() {
  const [isSigningIn, setSigningIn] = useState(false)
  return (
    <div className={styles['part']} role="status">
      <h1 className={styles['title']}>Your password is changed</h1>
      <p className={styles['text']}>Sign in with the new one.</p>
      <div className={styles['offers']}>
        <Button look="solid" onClick={() => setSigningIn(true)}>
          Sign in
        </Button>
      </div>
      <AccountDialog open={isSigningIn} onOpenChange={setSigningIn} onDone={() => navigate('/')} />
    </div>
  )
}

function BrokenLink() {
  return (
    <>
      <h1 className={styles['title']}>This link does not work</h1>
      <p className={styles['text']}>
        It was cut short. Ask for another one under “Forgot your password?” where you sign in; each works for an hour.
      </p>
      <Button look="solid" onClick={() => navigate('/')}>
        See the rooms
      </Button>
    </>
  )
}
