import { useEffect, useState } from 'react'
import type { Sight } from '../notes/sight.ts'
import { useStudio } from '../stage/use-studio.ts'
import { hasFinePointer } from '../ui/media.ts'
import { useObservable } from '../ui/use-observable.ts'
import { InviteButton } from './invite-button.tsx'
import styles from './quiet.module.css'

interface QuietProps {
  readonly sight: Sight
  readonly isAlone: boolean
  readonly roomName: string
}

/** What stands in the empty air, until the first note. */
export function Quiet({ sight, isAlone, roomName }: QuietProps) {
  const { audio } = useStudio()
  const isAsleep = useObservable(audio) === 'suspended'
  const [hasMusic, setMusic] = useState(false)
  useEffect(() => sight.addPainter(({ happened }) => happened.length > 0 && setMusic(true)), [sight])
  const gesture = hasFinePointer.matches ? 'Press any key' : 'Tap any key'
  if (isAsleep)
    return <p className={styles['wake']}>{hasMusic || !isAlone ? `${gesture} to hear the room` : gesture}</p>
  if (hasMusic || !isAlone) return null
  return (
    <div className={styles['quiet']}>
      <h2 className={styles['title']}>{roomName} is yours.</h2>
      <p>Play something, and send the link to somebody who should hear it.</p>
      <InviteButton look="outlined" />
    </div>
  )
}
