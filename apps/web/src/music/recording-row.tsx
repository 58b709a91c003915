import type { RecordingView, RoomSession } from '@tutti/client'
import { useTutti } from '@tutti/react'
import { useState } from 'react'
import { saveFile } from '../account/save-file.ts'
import { minutes } from '../piece/minutes.ts'
import { useAct } from '../session/use-act.ts'
import { IconButton } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { momentWords } from '../ui/time-words.ts'
import styles from './music.module.css'

interface RecordingRowProps {
  readonly room: RoomSession
  readonly recording: RecordingView
  readonly mayUse: boolean
  readonly mayDelete: boolean
  readonly onDeleted: () => void
}

export function RecordingRow({ room, recording, mayUse, mayDelete, onDeleted }: RecordingRowProps) {
  const client = useTutti()
  const [isAsking, setAsking] = useState(false)
  const { isBusy, failure, run } = useAct()
  const { recordingId, name, durationMs, startedAt, startedByName } = recording
  const download = async () => {
    const { bytes, name: fileName } = await client.recordings.file(recordingId)
    saveFile(fileName, new Uint8Array(bytes), 'audio/midi')
  }
  const remove = async () => {
    await client.recordings.delete(recordingId)
    onDeleted()
  }
  return (
    <li className={styles['item']}>
      <div className={styles['words']}>
        <p className={styles['name']}>{name}</p>
        <p className={styles['aside']}>
          {minutes(durationMs)} · {momentWords(Date.parse(startedAt))} · by {startedByName}
        </p>
        <Failure text={failure.text} />
      </div>
      {mayUse && (
        <IconButton
          icon="play"
          label={`Play ${name} in the room`}
          disabled={isBusy}
          onClick={() => void run(() => room.player.addRecording(recordingId))}
        />
      )}
      <IconButton
        icon="save"
        label={`Download ${name} as a MIDI file`}
        disabled={isBusy}
        onClick={() => void run(download)}
      />
      {mayDelete && <IconButton icon="close" label={`Delete ${name}`} onClick={() => setAsking(true)} />}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Delete this recording?"
        action="Delete it"
        isGrave
        onConfirm={remove}
      >
        <p>“{name}” is gone for everybody then, and cannot be brought back.</p>
      </ConfirmDialog>
    </li>
  )
}
