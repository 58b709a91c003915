import type { RoomSettings } from '@tutti/client'
import { Switch } from '../ui/switch.tsx'
import { TextAreaField } from '../ui/text-area-field.tsx'
import { NumberField } from './number-field.tsx'
import type { RoomFieldsProps } from './room-door-fields.tsx'
import styles from './room-settings.module.css'

const switches = [
  { name: 'allowGuests', label: 'Guests may come in' },
  { name: 'allowChat', label: 'Chat' },
  { name: 'onlyOwnerCanPlay', label: 'Only the owner plays' },
  { name: 'sharedPlayer', label: 'Everybody may use the player of the room' },
  { name: 'onlyOwnerCanChat', label: 'Only the owner chats' },
  { name: 'onlyOwnerCanConduct', label: 'Only the owner sets the beat' },
  { name: 'autoModeration', label: 'Mask rude words in chat, and refuse slurs' },
] as const satisfies readonly { readonly name: keyof RoomSettings; readonly label: string }[]

/** How things go inside. */
export function RoomHouseFields({ draft, failure, onChange }: RoomFieldsProps) {
  const { settings } = draft
  const change = (changed: Partial<RoomSettings>) => onChange({ ...draft, settings: { ...settings, ...changed } })
  return (
    <>
      <fieldset className={styles['switches']}>
        <legend className="visually-hidden">Rules of the house</legend>
        {switches.map(({ name, label }) => (
          <Switch key={name} checked={settings[name]} onChange={(isOn) => change({ [name]: isOn })}>
            {label}
          </Switch>
        ))}
      </fieldset>
      <TextAreaField
        label="A word of welcome"
        maxLength={500}
        value={settings.welcomeMessage}
        onChange={(event) => change({ welcomeMessage: event.target.value })}
        error={failure.fields?.['settings.welcomeMessage']}
        hint="Shown to whoever comes in."
      />
      <NumberField
        label="Slow chat: seconds between two messages"
        min={0}
        max={3600}
        value={settings.slowModeSeconds}
        onChange={(slowModeSeconds) => change({ slowModeSeconds })}
        error={failure.fields?.['settings.slowModeSeconds']}
        hint="0 for no wait. Whoever runs the room does not wait."
      />
      <NumberField
        label="Notes a second for each player"
        min={0}
        max={100_000}
        value={settings.noteQuota}
        onChange={(noteQuota) => change({ noteQuota })}
        error={failure.fields?.['settings.noteQuota']}
        hint="0 for as many as they like."
      />
    </>
  )
}
