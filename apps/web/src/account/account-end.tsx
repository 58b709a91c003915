import { useTutti } from '@tutti/react'
import { useState } from 'react'
import { navigate } from '../router/navigate.ts'
import type { OwnProfile } from '../session/myself.ts'
import { ownProfile } from '../session/myself.ts'
import { provedBy } from '../session/proved-by.ts'
import { useAct } from '../session/use-act.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { formText } from '../ui/form-text.ts'
import { saveFile } from './save-file.ts'
import styles from './settings.module.css'

export function AccountEnd({ profile }: { readonly profile: OwnProfile }) {
  const client = useTutti()
  const { notices } = useStudio()
  const [isLeaving, setLeaving] = useState(false)
  const { isBusy, failure, run } = useAct()
  const exportAll = () =>
    run(async () => {
      const everything = await client.call('exportAccount')
      saveFile(`tutti-${profile.username}.json`, JSON.stringify(everything, null, 2))
    })
  const leave = async (sent: HTMLFormElement) => {
    const body = { password: formText(sent, 'password') }
    await provedBy('password', () => client.call('deleteAccount', { body }))
    await client.logOut()
    ownProfile.set(undefined)
    navigate('/')
    notices.say('Your account is deleted. Thank you for playing.')
  }
  return (
    <div className={styles['left']}>
      <Button look="outlined" disabled={isBusy} onClick={() => void exportAll()}>
        {isBusy ? 'One moment…' : 'Save all of it as a file'}
      </Button>
      <Failure text={failure.text} />
      <Button look="grave" onClick={() => setLeaving(true)}>
        Delete the account
      </Button>
      <ConfirmDialog
        open={isLeaving}
        onOpenChange={setLeaving}
        title={`Delete ${profile.username}?`}
        action="Delete for good"
        isGrave
        onConfirm={leave}
      >
        <p>
          Your profile, friends and sessions are gone at once and for good. What you wrote in rooms stays there without
          your name, and your rooms stay without an owner.
        </p>
        <Field label="Your password" name="password" type="password" required autoComplete="current-password" />
      </ConfirmDialog>
    </div>
  )
}
