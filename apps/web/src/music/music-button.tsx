import type { RoomSession } from '@tutti/client'
import { usePlayer } from '@tutti/react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import styles from './music.module.css'
import { MusicDialog } from './music-dialog.tsx'

/** Says what the room plays, and opens all that has to do with it. */
export function MusicButton({ room, mayManage }: { readonly room: RoomSession; readonly mayManage: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const title = usePlayer(room)?.queue[0]?.title
  const label = title === undefined ? 'Music of the room' : `Music of the room: ${title}`
  return (
    <>
      <Button icon="midi" aria-label={label} title={label} className={styles['button']} onClick={() => setOpen(true)}>
        {title !== undefined && <span className={styles['playing']}>{title}</span>}
      </Button>
      <MusicDialog room={room} mayManage={mayManage} open={isOpen} onOpenChange={setOpen} />
    </>
  )
}
