import { Chapter, Study } from '../home/study.tsx'
import { NameField } from '../people/name-field.tsx'
import { useMyself } from '../session/myself.ts'
import { Appearance } from './appearance.tsx'
import { KeepAccount } from './keep-account.tsx'
import { MemberSettings } from './member-settings.tsx'

export function SettingsPage() {
  const { isMember } = useMyself()
  return (
    <Study title="Settings">
      {isMember ? <MemberSettings /> : <GuestSettings />}
      <Chapter title="Theme" about="On this device.">
        <Appearance />
      </Chapter>
    </Study>
  )
}

function GuestSettings() {
  return (
    <>
      <Chapter title="Your name" about="You are here as a guest. The name is remembered on this device alone.">
        <div>
          <NameField />
        </div>
      </Chapter>
      <Chapter
        title="Keep this account"
        about="A name of your own, your rooms, friends and figures, on every device. Nobody leaves the room for it."
      >
        <KeepAccount />
      </Chapter>
    </>
  )
}
