import type { PlayerState, RoomSession } from '@tutti/client'
import { minutes } from '../piece/minutes.ts'
import { useAct } from '../session/use-act.ts'
import { IconButton } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import styles from './music.module.css'

interface PieceQueueProps {
  readonly room: RoomSession
  readonly player: PlayerState
  readonly mayUse: boolean
}

/** What comes next. Pieces of one's own can always go. */
export function PieceQueue({ room, player, mayUse }: PieceQueueProps) {
  const { isBusy, failure, run } = useAct()
  const waiting = player.queue.slice(1)
  if (waiting.length === 0) return null
  return (
    <section>
      <h3 className={styles['heading']}>Next</h3>
      <ol className={styles['list']}>
        {waiting.map(({ number, title, durationMs, addedById, addedByName }) => (
          <li key={number} className={styles['item']}>
            <div className={styles['words']}>
              <p className={styles['name']}>{title}</p>
              <p className={styles['aside']}>
                {minutes(durationMs)} · from {addedByName}
              </p>
            </div>
            {(mayUse || addedById === room.me.user.userId) && (
              <IconButton
                icon="close"
                label={`Take ${title} out of the queue`}
                disabled={isBusy}
                onClick={() => void run(() => room.player.remove(number))}
              />
            )}
          </li>
        ))}
      </ol>
      <Failure text={failure.text} />
    </section>
  )
}
