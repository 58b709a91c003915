import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'
import { AccountFields, accountFields } from './account-fields.tsx'
import type { AccountTaskProps } from './sign-in.tsx'
import { useAct } from './use-act.ts'

export function OpenAccount({ onDone, onTask }: AccountTaskProps) {
  const client = useTutti()
  const [isInvited, setInvited] = useState(false)
  const { isBusy, failure, run } = useAct(...accountFields, 'invite')
  const needsInvite = isInvited || failure.fields?.['invite'] !== undefined
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sent = event.currentTarget
    const [username = '', email = '', invite = ''] = ['username', 'email', 'invite'].map((name) =>
      formText(sent, name).trim(),
    )
    const password = formText(sent, 'password')
    if (invite !== '') setInvited(true)
    const isDone = await run(async () => {
      await client.call('register', { body: { username, email, password, ...(invite !== '' && { invite }) } })
      await client.logIn({ username, password })
    })
    if (isDone) onDone()
  }
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)}>
      <AccountFields failure={failure} />
      {needsInvite && (
        <Field
          label="Invite code"
          name="invite"
          autoComplete="off"
          spellCheck={false}
          error={failure.fields?.['invite']}
          hint="This server takes new accounts by invitation."
        />
      )}
      <Failure text={failure.text} />
      <Button look="solid" type="submit" disabled={isBusy}>
        Open the account
      </Button>
      <p className={form['aside']}>
        You have an account?{' '}
        <button type="button" className={form['switch']} onClick={() => onTask('signIn')}>
          Sign in
        </button>
      </p>
    </form>
  )
}
