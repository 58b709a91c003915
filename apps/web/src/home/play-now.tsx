import { useTutti } from '@tutti/react'
import { guestName } from '../session/my-name.ts'
import { Button } from '../ui/button.tsx'
import styles from './home.module.css'
import { useOpening } from './use-opening.ts'

export function PlayNow() {
  const client = useTutti()
  const { isOpening, failure, open } = useOpening()
  const play = () => {
    const name = client.session?.user.isGuest === false ? client.session.user.username : guestName.value
    open({ roomName: `${name}’s piano`, roomType: 'public' })
  }
  return (
    <div className={styles['play']}>
      <Button look="solid" size="large" disabled={isOpening} onClick={play}>
        Play now
      </Button>
      <span className={styles['hint']}>{isOpening ? 'Opening a room…' : 'A fresh room, and a link to share.'}</span>
      {failure.text !== undefined && (
        <p role="alert" className={styles['error']}>
          {failure.text}
        </p>
      )}
    </div>
  )
}
