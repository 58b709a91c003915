import type { RoomSession } from '@tutti/client'
import { useParticipants, useTutti } from '@tutti/react'
import { useState } from 'react'
import { useAct } from '../session/use-act.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { SelectField } from '../ui/select-field.tsx'
import styles from './room-settings.module.css'

/** Handing the room over, and closing it for good. */
export function RoomEnding({ room, onDone }: { readonly room: RoomSession; readonly onDone: () => void }) {
  const client = useTutti()
  const [isDeleting, setDeleting] = useState(false)
  const { roomId, roomName } = room.room
  return (
    <>
      <HandOver room={room} onDone={onDone} />
      <section className={styles['part']}>
        <h3 className={styles['heading']}>Close it for good</h3>
        <Button look="grave" onClick={() => setDeleting(true)}>
          Delete the room
        </Button>
        <ConfirmDialog
          open={isDeleting}
          onOpenChange={setDeleting}
          title={`Delete “${roomName}”?`}
          action="Delete for good"
          isGrave
          onConfirm={() => client.call('deleteRoom', { params: { roomId } })}
        >
          <p>Everyone in it is outside at once, and what was said in it is gone. This cannot be taken back.</p>
        </ConfirmDialog>
      </section>
    </>
  )
}

function HandOver({ room, onDone }: { readonly room: RoomSession; readonly onDone: () => void }) {
  const client = useTutti()
  const participants = useParticipants(room)
  const [chosen, setChosen] = useState('')
  const { isBusy, failure, run } = useAct()
  const { roomId, temporary, ownerId } = room.room
  // Only a room that lasts needs an owner that lasts.
  const heirs = new Map(
    participants
      .filter(({ user, isSharedPlayer }) => !isSharedPlayer && user.userId !== ownerId && (temporary || !user.isGuest))
      .map(({ user }) => [user.userId, user.username] as const),
  )
  const handOver = async () => {
    if (await run(() => client.call('transferRoom', { params: { roomId }, body: { userId: chosen } }))) onDone()
  }
  if (heirs.size === 0) return null
  const choices = [{ value: '', label: 'Choose somebody' }, ...[...heirs].map(([value, label]) => ({ value, label }))]
  return (
    <section className={styles['part']}>
      <div className={styles['over']}>
        <SelectField label="Hand it over to" value={chosen} choices={choices} onChange={setChosen} />
        <Button look="outlined" disabled={isBusy || !heirs.has(chosen)} onClick={() => void handOver()}>
          Hand over
        </Button>
      </div>
      <Failure text={failure.text} />
    </section>
  )
}
