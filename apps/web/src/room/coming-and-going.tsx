import type { Participant, RoomSession } from '@tutti/client'
import { useConnection } from '@tutti/react'
import { useEffect } from 'react'
import { endWords } from '../music/end-words.ts'
import { useStudio } from '../stage/use-studio.ts'
import styles from './coming-and-going.module.css'

function arrivalWords({ user, listens, isSharedPlayer }: Participant): string {
  if (isSharedPlayer) return `The room plays “${user.username}”`
  return listens ? `${user.username} is listening` : `${user.username} joined`
}

/** Tells who comes and goes, and what the connection does. */
export function ComingAndGoing({ room }: { readonly room: RoomSession }) {
  const { notices } = useStudio()
  const { state } = useConnection()
  useEffect(() => {
    const stops = [
      room.on('joined', (participant) => notices.say(arrivalWords(participant))),
      room.on('left', ({ participant, cause }) => {
        if (participant.isSharedPlayer) return
        notices.say(`${participant.user.username} ${cause === 'disconnected' ? 'lost the connection' : 'left'}`)
      }),
      room.on('recording', (running) => running && notices.say(`${running.username} records the room from now on.`)),
      room.on('recorded', ({ end }) => notices.say(endWords(end))),
      room.on('quota', ({ dropped }) =>
        notices.say(
          dropped > 1
            ? `${dropped} notes were too many at once and stayed here.`
            : 'That note was one too many at once and stayed here.',
        ),
      ),
      room.on('rejoined', () => notices.say('You are back in the room.')),
    ]
    return () => stops.forEach((stop) => stop())
  }, [room, notices])
  if (state.status !== 'reconnecting') return null
  return (
    <div className={styles['lost']} role="status">
      <p className={styles['title']}>The connection is gone for a moment</p>
      <p>
        {state.attempt > 3
          ? 'Still trying. Your keys sound here meanwhile; check your network.'
          : 'It is being made again. Your keys sound here meanwhile.'}
      </p>
    </div>
  )
}
