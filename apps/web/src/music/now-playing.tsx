import type { PlayerState, RoomSession } from '@tutti/client'
import { useState } from 'react'
import { minutes } from '../piece/minutes.ts'
import { useAct } from '../session/use-act.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Range } from '../ui/range.tsx'
import styles from './music.module.css'
import { usePosition } from './use-position.ts'

interface NowPlayingProps {
  readonly room: RoomSession
  readonly player: PlayerState
  /** Has the player in hand. */
  readonly mayUse: boolean
}

/** What everybody in the room hears, and the way to the next piece. */
export function NowPlaying({ room, player, mayUse }: NowPlayingProps) {
  const { isBusy, failure, run } = useAct()
  const [current] = player.queue
  const hasVote = !room.me.listens
  const wantsNext = player.votes.includes(room.me.user.userId)
  if (!current) return null
  return (
    <section className={styles['now']} aria-label="Now playing">
      <p className={styles['title']}>{current.title}</p>
      <p className={styles['aside']}>from {current.addedByName}</p>
      <Progress room={room} player={player} durationMs={current.durationMs} mayUse={mayUse} />
      <div className={styles['row']}>
        {mayUse && (
          <>
            <IconButton
              icon={player.isPlaying ? 'pause' : 'play'}
              label={player.isPlaying ? 'Pause for everybody' : 'Go on for everybody'}
              disabled={isBusy}
              onClick={() => void run(() => (player.isPlaying ? room.player.pause() : room.player.play()))}
            />
            <IconButton
              icon="skip"
              label="Next piece"
              disabled={isBusy}
              onClick={() => void run(() => room.player.skip())}
            />
          </>
        )}
        {hasVote && (
          <Button look="outlined" disabled={isBusy} onClick={() => void run(() => room.player.voteToSkip(!wantsNext))}>
            {wantsNext ? 'Keep it after all' : 'Vote for the next piece'}
          </Button>
        )}
        <span className={styles['aside']} role="status">
          {player.votes.length > 0 && `${player.votes.length} of ${player.votesNeeded} votes for the next piece`}
        </span>
      </div>
      <Failure text={failure.text} />
    </section>
  )
}

interface ProgressProps extends NowPlayingProps {
  readonly durationMs: number
}

function Progress({ room, player, durationMs, mayUse }: ProgressProps) {
  const positionMs = usePosition(player)
  const [soughtMs, setSought] = useState<number>()
  const shownMs = soughtMs ?? positionMs
  const seek = () => {
    if (soughtMs === undefined) return
    // Where it was refused the bar goes back by itself.
    void room.player.seek(soughtMs).catch(() => undefined)
    setSought(undefined)
  }
  return (
    <div className={styles['progress']}>
      <span className={styles['time']}>{minutes(shownMs)}</span>
      <Range
        label="Position in the piece of the room"
        value={Math.min(1, shownMs / Math.max(1, durationMs))}
        step={0.005}
        disabled={!mayUse}
        aria-valuetext={`${minutes(shownMs)} of ${minutes(durationMs)}`}
        onChange={(fraction) => setSought(fraction * durationMs)}
        onPointerUp={seek}
        onKeyUp={seek}
      />
      <span className={styles['time']}>{minutes(durationMs)}</span>
    </div>
  )
}
