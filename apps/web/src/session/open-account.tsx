import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import form from '../ui/form.module.css'
import { AccountFields, accountFields, readAccount } from './account-fields.tsx'
import type { AccountTaskProps } from './account-task.ts'
import { openAccount } from './own-account.ts'
import { useAct } from './use-act.ts'

/** Long enough to remember what to do. */
const readForMs = 12_000

export function OpenAccount({ onDone, onTask }: AccountTaskProps) {
  const client = useTutti()
  const { notices } = useStudio()
  const { isBusy, failure, run } = useAct(...accountFields)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const account = readAccount(event.currentTarget)
    const isDone = await run(async () => {
      if (await openAccount(client, account)) return
      notices.say(`A mail to ${account.email} is on its way. Follow its link, then sign in.`, { shownForMs: readForMs })
    })
    if (isDone) onDone()
  }
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)}>
      <AccountFields failure={failure} />
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
