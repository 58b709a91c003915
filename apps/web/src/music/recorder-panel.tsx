import type { RoomSession } from '@tutti/client'
import { useRecording, useTutti } from '@tutti/react'
import { useCallback, useEffect } from 'react'
import { useAct } from '../session/use-act.ts'
import { useAnswer } from '../session/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Empty, Loading, NotLoaded } from '../ui/states.tsx'
import styles from './music.module.css'
import { RecordingRow } from './recording-row.tsx'

interface RecorderPanelProps {
  readonly room: RoomSession
  readonly mayManage: boolean
  readonly mayUse: boolean
}

const mostShown = 50

/** Recording the room, and what was recorded here. */
export function RecorderPanel({ room, mayManage, mayUse }: RecorderPanelProps) {
  const client = useTutti()
  const running = useRecording(room)
  const { isBusy, failure, run } = useAct()
  const { roomId } = room.room
  const ask = useCallback(() => client.recordings.ofRoom(roomId, { perPage: mostShown }), [client, roomId])
  const { value, error, reload } = useAnswer(ask)
  useEffect(() => room.on('recorded', reload), [room, reload])
  const kept = value?.items.filter((recording) => !recording.running) ?? []
  return (
    <section>
      <h3 className={styles['heading']}>Recordings</h3>
      {mayManage && (
        <div className={styles['row']}>
          <Button
            look={running ? 'solid' : 'outlined'}
            icon={running ? 'stop' : 'record'}
            disabled={isBusy}
            onClick={() => void run(() => (running ? room.recorder.stop() : room.recorder.start()))}
          >
            {running ? 'End the recording' : 'Record the room'}
          </Button>
          <span className={styles['aside']}>Everybody here is told.</span>
        </div>
      )}
      <Failure text={failure.text} />
      {value === undefined && error === undefined && <Loading words="Looking for recordings" />}
      {value === undefined && error !== undefined && <NotLoaded error={error} onAgain={reload} />}
      {value !== undefined && kept.length === 0 && <Empty>Nothing was recorded here yet.</Empty>}
      <ul className={styles['list']}>
        {kept.map((recording) => (
          <RecordingRow
            key={recording.recordingId}
            room={room}
            recording={recording}
            mayUse={mayUse}
            mayDelete={mayManage || recording.startedBy === room.me.user.userId}
            onDeleted={reload}
          />
        ))}
      </ul>
    </section>
  )
}
