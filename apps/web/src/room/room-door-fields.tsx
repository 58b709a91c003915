import type { RoomType } from '@tutti/client'
import { useSession } from '@tutti/react'
import type { FormFailure } from '../session/form-failure.ts'
import { Field } from '../ui/field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Switch } from '../ui/switch.tsx'
import { NumberField } from './number-field.tsx'
import type { RoomDraft } from './room-changes.ts'

export interface RoomFieldsProps {
  readonly draft: RoomDraft
  readonly failure: FormFailure
  readonly onChange: (draft: RoomDraft) => void
}

const types: readonly { readonly value: RoomType; readonly label: string }[] = [
  { value: 'public', label: 'Public: on the list' },
  { value: 'private', label: 'Private: by its link only' },
  { value: 'pro', label: 'Pro: for Pro members' },
]

/** What the room is called and who comes in. */
export function RoomDoorFields(props: RoomFieldsProps & { readonly hasPassword: boolean }) {
  const { draft, failure, onChange, hasPassword } = props
  const isPro = useSession()?.user.isPro === true
  return (
    <>
      <Field
        label="Name"
        required
        maxLength={64}
        autoComplete="off"
        value={draft.roomName}
        onChange={(event) => onChange({ ...draft, roomName: event.target.value })}
        error={failure.fields?.['roomName']}
      />
      <SelectField
        label="Who finds it"
        value={draft.roomType}
        choices={types.filter(({ value }) => value !== 'pro' || isPro || draft.roomType === 'pro')}
        onChange={(roomType) => onChange({ ...draft, roomType })}
        error={failure.fields?.['roomType']}
      />
      <NumberField
        label="Places at the piano"
        min={1}
        value={draft.maxUsers}
        onChange={(maxUsers) => onChange({ ...draft, maxUsers })}
        error={failure.fields?.['maxUsers']}
        hint="Listeners take none."
      />
      <Field
        label={hasPassword ? 'A new password' : 'Password'}
        type="password"
        maxLength={64}
        autoComplete="new-password"
        disabled={draft.isOpenDoor}
        value={draft.password}
        onChange={(event) => onChange({ ...draft, password: event.target.value })}
        error={failure.fields?.['password']}
        hint={hasPassword ? 'Empty keeps the one there is.' : 'Empty for an open door.'}
      />
      {hasPassword && (
        <Switch checked={draft.isOpenDoor} onChange={(isOpenDoor) => onChange({ ...draft, isOpenDoor })}>
          No password any more
        </Switch>
      )}
    </>
  )
}
