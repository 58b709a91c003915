import { useTutti } from '@tutti/react'
import { errorWords } from '../session/error-words.ts'
import { ownProfile, useMyself, type OwnProfile } from '../session/myself.ts'
import { useStudio } from '../stage/use-studio.ts'
import { SelectField } from '../ui/select-field.tsx'
import { useObservable } from '../ui/use-observable.ts'

type Policy = OwnProfile['settings']['directMessages']

const choices = [
  { value: 'everyone', label: 'Everybody' },
  { value: 'friends', label: 'Friends' },
  { value: 'nobody', label: 'Nobody' },
] as const satisfies readonly { readonly value: Policy; readonly label: string }[]

/** Who may write to us; for accounts. */
export function DirectPolicy() {
  const client = useTutti()
  const { notices } = useStudio()
  const { isMember, userId } = useMyself()
  const profile = useObservable(ownProfile)
  if (!isMember || !profile || profile.userId !== userId) return null
  const choose = (directMessages: Policy): void => {
    client.account
      .updateProfile({ settings: { directMessages } })
      .then((changed) => ownProfile.set(changed))
      .catch((error: unknown) => notices.say(errorWords(error)))
  }
  return (
    <SelectField
      label="Who may write to you"
      value={profile.settings.directMessages}
      choices={choices}
      onChange={choose}
    />
  )
}
