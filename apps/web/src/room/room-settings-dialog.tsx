import type { RoomSession } from '@tutti/client'
import { useTutti } from '@tutti/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useAct } from '../session/use-act.ts'
import { keepPassword } from '../session/room-passwords.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import form from '../ui/form.module.css'
import { RoomBans } from './room-bans.tsx'
import { changesOf, draftOf } from './room-changes.ts'
import { RoomDoorFields } from './room-door-fields.tsx'
import { RoomEnding } from './room-ending.tsx'
import { RoomHouseFields } from './room-house-fields.tsx'
import styles from './room-settings.module.css'

interface RoomSettingsDialogProps {
  readonly room: RoomSession
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** For whoever runs the room. What is saved, everyone in it sees at once. */
export function RoomSettingsDialog({ room, open, onOpenChange }: RoomSettingsDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Room settings">
      <RoomForm room={room} onDone={() => onOpenChange(false)} />
      <RoomBans roomId={room.room.roomId} />
      <RoomEnding room={room} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

const fields = [
  'roomName',
  'roomType',
  'password',
  'maxUsers',
  'settings.welcomeMessage',
  'settings.noteQuota',
  'settings.slowModeSeconds',
] as const

function RoomForm({ room, onDone }: { readonly room: RoomSession; readonly onDone: () => void }) {
  const client = useTutti()
  const { notices } = useStudio()
  const [draft, setDraft] = useState(() => draftOf(room.room))
  const { isBusy, failure, run } = useAct(...fields)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { roomId } = room.room
    const body = changesOf(room.room, draft)
    if (Object.keys(body).length === 0) return onDone()
    if (!(await run(() => client.call('updateRoom', { params: { roomId }, body })))) return undefined
    keepPassword(roomId, body.password ?? undefined)
    notices.say('The room is changed.')
    return onDone()
  }
  const parts = { draft, failure, onChange: setDraft }
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)}>
      <RoomDoorFields {...parts} hasPassword={room.room.hasPassword} />
      <RoomHouseFields {...parts} />
      <Failure text={failure.text} />
      <div className={styles['save']}>
        <Button look="solid" type="submit" disabled={isBusy}>
          Save
        </Button>
      </div>
    </form>
  )
}
