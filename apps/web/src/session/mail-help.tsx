import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'
import type { AccountTaskProps } from './account-task.ts'
import { useAct } from './use-act.ts'

interface Sent {
  readonly email: string
  readonly purpose: 'password' | 'confirmation'
}

/** A link to set a new password, or to confirm the address. The answer never tells who has an account. */
export function MailHelp({ onTask }: Pick<AccountTaskProps, 'onTask'>) {
  const client = useTutti()
  const [sent, setSent] = useState<Sent>()
  const { isBusy, failure, run } = useAct('email')
  const ask = async (email: string, purpose: Sent['purpose']) => {
    const operation = purpose === 'password' ? 'forgotPassword' : 'resendVerification'
    if (await run(() => client.call(operation, { body: { email } }))) setSent({ email, purpose })
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { nativeEvent } = event
    const button = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null
    const purpose = button?.getAttribute('value') === 'confirmation' ? 'confirmation' : 'password'
    void ask(formText(event.currentTarget, 'email').trim(), purpose)
  }
  if (sent) return <OnItsWay sent={sent} onTask={onTask} />
  return (
    <form className={form['form']} onSubmit={submit}>
      <Field
        label="The e-mail address of your account"
        name="email"
        type="email"
        required
        autoFocus
        autoComplete="email"
        error={failure.fields?.['email']}
      />
      <Failure text={failure.text} />
      <Button look="solid" type="submit" value="password" disabled={isBusy}>
        Set a new password
      </Button>
      <Button look="outlined" type="submit" value="confirmation" disabled={isBusy}>
        Confirm my address
      </Button>
      <BackToSignIn onTask={onTask} />
    </form>
  )
}

function OnItsWay({ sent, onTask }: { readonly sent: Sent } & Pick<AccountTaskProps, 'onTask'>) {
  const { email, purpose } = sent
  return (
    <div className={form['form']} role="status">
      <p>
        {purpose === 'password'
          ? `If ${email} belongs to an account, a link to set a new password is on its way. It works for an hour.`
          : `If an account waits for ${email} to be confirmed, the link is on its way. It works for a day.`}
      </p>
      <p className={form['aside']}>Nothing there after some minutes? Look among the unwanted mail too.</p>
      <BackToSignIn onTask={onTask} />
    </div>
  )
}

function BackToSignIn({ onTask }: Pick<AccountTaskProps, 'onTask'>) {
  return (
    <p className={form['aside']}>
      <button type="button" className={form['switch']} onClick={() => onTask('signIn')}>
        Back to signing in
      </button>
    </p>
  )
}
