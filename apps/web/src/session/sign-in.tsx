import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'
import type { AccountTaskProps } from './account-task.ts'
import { useAct } from './use-act.ts'

export function SignIn({ onDone, onTask }: AccountTaskProps) {
  const client = useTutti()
  const { isBusy, failure, run } = useAct('username', 'password')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const [username = '', password = ''] = ['username', 'password'].map((name) => formText(event.currentTarget, name))
    if (await run(() => client.logIn({ username: username.trim(), password }))) onDone()
  }
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)}>
      <Field
        label="User name or e-mail"
        name="username"
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={failure.fields?.['username']}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        required
        autoComplete="current-password"
        error={failure.fields?.['password']}
      />
      <Failure text={failure.text} />
      <Button look="solid" type="submit" disabled={isBusy}>
        Sign in
      </Button>
      <div className={form['ways']}>
        <button type="button" className={form['switch']} onClick={() => onTask('help')}>
          Forgot your password?
        </button>
        <p>
          No account?{' '}
          <button type="button" className={form['switch']} onClick={() => onTask('open')}>
            Open one
          </button>
        </p>
      </div>
    </form>
  )
}
