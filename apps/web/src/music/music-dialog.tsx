import type { RoomSession } from '@tutti/client'
import { usePlayer } from '@tutti/react'
import { Dialog } from '../ui/dialog.tsx'
import { Empty } from '../ui/states.tsx'
import { AddPieces } from './add-pieces.tsx'
import styles from './music.module.css'
import { NowPlaying } from './now-playing.tsx'
import { PieceQueue } from './piece-queue.tsx'
import { RecorderPanel } from './recorder-panel.tsx'

interface MusicDialogProps {
  readonly room: RoomSession
  readonly mayManage: boolean
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** What the room plays for everybody, and what was recorded of it. */
export function MusicDialog({ room, mayManage, open, onOpenChange }: MusicDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Music of the room">
      <Music room={room} mayManage={mayManage} />
    </Dialog>
  )
}

function Music({ room, mayManage }: Pick<MusicDialogProps, 'room' | 'mayManage'>) {
  const player = usePlayer(room)
  const mayUse = mayManage || (room.room.settings.sharedPlayer && room.me.mayPlay)
  return (
    <div className={styles['music']}>
      {player ? (
        <>
          <NowPlaying room={room} player={player} mayUse={mayUse} />
          <PieceQueue room={room} player={player} mayUse={mayUse} />
        </>
      ) : (
        <Empty>
          {mayUse
            ? 'Nothing is playing. Choose a piece, and everybody hears it in time.'
            : 'Nothing is playing. Whoever runs the room can choose a piece.'}
        </Empty>
      )}
      {mayUse && <AddPieces room={room} />}
      <RecorderPanel room={room} mayManage={mayManage} mayUse={mayUse} />
    </div>
  )
}
