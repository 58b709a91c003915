import type { RoomSession, RunningRecording } from '@tutti/client'
import { useConnection, useRecording } from '@tutti/react'
import { useEffect, useState } from 'react'
import { minutes } from '../piece/minutes.ts'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { momentWords } from '../ui/time-words.ts'
import styles from './music.module.css'

/** As long as the room is recorded everybody in it sees so, and what that means. */
export function RecordingBadge({ room }: { readonly room: RoomSession }) {
  const running = useRecording(room)
  if (!running) return <span role="status" className="visually-hidden" />
  return (
    <>
      <span role="status" className="visually-hidden">
        This room is being recorded.
      </span>
      <Popover trigger={<Trigger running={running} />} title="This room is being recorded" side="bottom" align="end">
        <p className={styles['consent']}>
          {running.username} began on {momentWords(running.startedAtMs)}. Kept are the notes and pedals of everybody who
          plays, with their names; no chat, and no sound from your room.
        </p>
        <p className={styles['consent']}>
          Whoever is here, and whoever may come in, can hear and download it later. If you do not want to be recorded,
          do not play, or leave the room.
        </p>
      </Popover>
    </>
  )
}

function Trigger({ running, ...rest }: { readonly running: RunningRecording }) {
  const time = minutes(useElapsed(running.startedAtMs))
  return (
    <Button {...rest} className={styles['badge']} aria-label={`Recording, ${time}`}>
      <span className={styles['dot']} aria-hidden="true" />
      <span className={styles['word']}>Recording</span>
      <span className={styles['time']}>{time}</span>
    </Button>
  )
}

function useElapsed(startedAtMs: number): number {
  const { connection } = useConnection()
  const [elapsedMs, setElapsed] = useState(0)
  useEffect(() => {
    const look = () => setElapsed((connection?.clock.now() ?? Date.now()) - startedAtMs)
    look()
    const timer = setInterval(look, 1_000)
    return () => clearInterval(timer)
  }, [connection, startedAtMs])
  return elapsedMs
}
