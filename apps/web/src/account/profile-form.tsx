import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { OwnProfile } from '../session/myself.ts'
import { ownProfile } from '../session/myself.ts'
import { useAct } from '../session/use-act.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import form from '../ui/form.module.css'
import { formText } from '../ui/form-text.ts'
import { Switch } from '../ui/switch.tsx'
import styles from './settings.module.css'

const longestStatus = 140

export function ProfileForm({ profile }: { readonly profile: OwnProfile }) {
  const client = useTutti()
  const { notices } = useStudio()
  const [showCurrentRoom, setShowCurrentRoom] = useState(profile.settings.showCurrentRoom)
  const { isBusy, failure, run } = useAct('username', 'name', 'surname', 'statusText')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sent = event.currentTarget
    const body = {
      username: formText(sent, 'username').trim(),
      name: formText(sent, 'name').trim() || null,
      surname: formText(sent, 'surname').trim() || null,
      statusText: formText(sent, 'statusText').trim(),
      settings: { showCurrentRoom },
    }
    const isKept = await run(async () => ownProfile.set(await client.account.updateProfile(body)))
    if (isKept) notices.say('Your profile is saved.')
  }
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)}>
      <Field
        label="User name"
        name="username"
        required
        defaultValue={profile.username}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={failure.fields?.['username']}
        hint="Others find you under it."
      />
      <div className={styles['pair']}>
        <Field
          label="First name"
          name="name"
          defaultValue={profile.name ?? ''}
          autoComplete="given-name"
          error={failure.fields?.['name']}
        />
        <Field
          label="Last name"
          name="surname"
          defaultValue={profile.surname ?? ''}
          autoComplete="family-name"
          error={failure.fields?.['surname']}
        />
      </div>
      <Field
        label="A line under your name"
        name="statusText"
        defaultValue={profile.statusText}
        maxLength={longestStatus}
        placeholder="Practising Op. 20"
        autoComplete="off"
        error={failure.fields?.['statusText']}
      />
      <Switch checked={showCurrentRoom} onChange={setShowCurrentRoom}>
        Friends see which room you are in
      </Switch>
      <Failure text={failure.text} />
      <div className={form['row']}>
        <Button look="solid" type="submit" disabled={isBusy}>
          Save
        </Button>
      </div>
    </form>
  )
}
