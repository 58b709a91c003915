import { useTutti } from '@tutti/react'
import { useCallback } from 'react'
import { Chapter } from '../home/study.tsx'
import { loadOwnProfile, ownProfile } from '../session/myself.ts'
import { useAnswer } from '../session/use-answer.ts'
import { Loading, NotLoaded } from '../ui/states.tsx'
import { useObservable } from '../ui/use-observable.ts'
import { AccountEnd } from './account-end.tsx'
import { EmailForm } from './email-form.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { PasswordForm } from './password-form.tsx'
import { PictureForm } from './picture-form.tsx'
import { ProfileForm } from './profile-form.tsx'

export function MemberSettings() {
  const client = useTutti()
  const { error, isLoading, reload } = useAnswer(useCallback(() => loadOwnProfile(client), [client]))
  const known = useObservable(ownProfile)
  const profile = known?.userId === client.session?.user.userId ? known : undefined
  if (!profile)
    return isLoading ? <Loading words="Looking up your profile…" /> : <NotLoaded error={error} onAgain={reload} />
  return (
    <>
      <Chapter title="Profile" about="What others see of you.">
        <PictureForm profile={profile} />
        <ProfileForm key={profile.userId} profile={profile} />
      </Chapter>
      <Chapter title="E-mail" about="Where a forgotten password goes. Nobody else sees it.">
        <EmailForm profile={profile} />
      </Chapter>
      <Chapter title="Password" about="A new one ends every session but this.">
        <PasswordForm profile={profile} />
      </Chapter>
      <Chapter title="Where you are signed in" about="End what you do not know, and change your password.">
        <OwnSessions />
      </Chapter>
      <Chapter title="Your data" about="Take it with you, or leave for good.">
        <AccountEnd profile={profile} />
      </Chapter>
    </>
  )
}
