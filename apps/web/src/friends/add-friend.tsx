import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useId } from 'react'
import { useAct } from '../session/use-act.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { formText } from '../ui/form-text.ts'
import styles from './friends.module.css'

export function AddFriend({ onAdded }: { readonly onAdded: () => void }) {
  const client = useTutti()
  const { notices } = useStudio()
  const id = useId()
  const { isBusy, failure, run } = useAct()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sent = event.currentTarget
    const username = formText(sent, 'username').trim()
    if (username === '') return
    const isDone = await run(async () => {
      const { state, username: name } = await client.call('requestFriend', { body: { username } })
      notices.say(state === 'friends' ? `You and ${name} are friends.` : `${name} is asked to be your friend.`)
    })
    if (!isDone) return
    sent.reset()
    onAdded()
  }
  return (
    <form className={styles['add']} onSubmit={(event) => void submit(event)}>
      <input
        name="username"
        aria-label="User name of a friend to add"
        aria-invalid={failure.text === undefined ? undefined : true}
        aria-describedby={failure.text === undefined ? undefined : id}
        placeholder="Add somebody by user name"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className={styles['input']}
      />
      <Button look="outlined" type="submit" disabled={isBusy}>
        Add
      </Button>
      {failure.text !== undefined && (
        <p id={id} role="alert" className={styles['failure']}>
          {failure.text}
        </p>
      )}
    </form>
  )
}
