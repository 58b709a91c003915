import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'
import type { FormFailure } from './form-failure.ts'
import { toFormFailure } from './form-failure.ts'

interface AccountDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onDone?: () => void
}

export function AccountDialog({ open, onOpenChange, onDone }: AccountDialogProps) {
  const client = useTutti()
  const [isNew, setNew] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<FormFailure>({})
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const [username = '', email = '', password = ''] = ['username', 'email', 'password'].map((name) =>
      formText(event.currentTarget, name),
    )
    setBusy(true)
    setFailure({})
    try {
      if (isNew) await client.register({ username, email, password })
      else await client.logIn({ username, password })
      onOpenChange(false)
      onDone?.()
    } catch (error) {
      setFailure(toFormFailure(error, ['username', 'email', 'password']))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={isNew ? 'Open an account' : 'Sign in'}>
      <form className={form['form']} onSubmit={(event) => void submit(event)}>
        <Field
          label={isNew ? 'User name' : 'User name or e-mail'}
          name="username"
          required
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          error={failure.fields?.['username']}
          hint={isNew ? '3 to 20 letters, digits, dots, dashes or underscores.' : undefined}
        />
        {isNew && (
          <Field
            label="E-mail"
            name="email"
            type="email"
            required
            autoComplete="email"
            error={failure.fields?.['email']}
          />
        )}
        <Field
          label="Password"
          name="password"
          type="password"
          required
          autoComplete={isNew ? 'new-password' : 'current-password'}
          error={failure.fields?.['password']}
          hint={isNew ? 'Six characters of three kinds, without your name in it.' : undefined}
        />
        {failure.text !== undefined && (
          <p role="alert" className={form['error']}>
            {failure.text}
          </p>
        )}
        <Button look="solid" type="submit" disabled={isBusy}>
          {isNew ? 'Open the account' : 'Sign in'}
        </Button>
        <p className={form['aside']}>
          {isNew ? 'You have an account?' : 'An account keeps your name and your rooms.'}{' '}
          <button
            type="button"
            className={form['switch']}
            onClick={() => {
              setNew(!isNew)
              setFailure({})
            }}
          >
            {isNew ? 'Sign in' : 'Open one'}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
