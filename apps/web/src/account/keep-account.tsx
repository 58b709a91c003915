import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { AccountFields, accountFields, readAccount } from '../session/account-fields.tsx'
import { AccountDialog } from '../session/account-dialog.tsx'
import { useMyself } from '../session/myself.ts'
import { keepAccount } from '../session/own-account.ts'
import { useAct } from '../session/use-act.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import form from '../ui/form.module.css'
import { toUsername } from './to-username.ts'

/** A guest becomes an account, the same person with the same rooms. */
export function KeepAccount() {
  const client = useTutti()
  const { name } = useMyself()
  const { notices } = useStudio()
  const [isSigningIn, setSigningIn] = useState(false)
  const { isBusy, failure, run } = useAct(...accountFields)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const account = readAccount(event.currentTarget)
    const isKept = await run(() => keepAccount(client, account))
    if (isKept) notices.say(`Welcome, ${account.username}. A mail to confirm your address is on its way.`)
  }
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)}>
      <AccountFields failure={failure} name={toUsername(name)} />
      <Failure text={failure.text} />
      <div className={form['row']}>
        <Button look="solid" type="submit" disabled={isBusy}>
          Keep this account
        </Button>
        <Button onClick={() => setSigningIn(true)}>I have an account</Button>
      </div>
      <AccountDialog open={isSigningIn} onOpenChange={setSigningIn} />
    </form>
  )
}
