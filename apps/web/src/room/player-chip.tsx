import type { Participant } from '@tutti/client'
import { useEffect, useState } from 'react'
import { Avatar } from '../people/avatar.tsx'
import { personStyle } from '../people/person-style.ts'
import type { RoomEars } from '../playback/room-ears.ts'
import { useStudio } from '../stage/use-studio.ts'
import { classNames } from '../ui/class-names.ts'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import { Range } from '../ui/range.tsx'
import { LatencyBars } from './latency-bars.tsx'
import styles from './players-strip.module.css'

interface PlayerChipProps {
  readonly player: Participant
  readonly isMe: boolean
  readonly isDense: boolean
  readonly ears: RoomEars | undefined
}

const lookEveryMs = 2000

export function PlayerChip({ player, isMe, isDense, ears }: PlayerChipProps) {
  const { user, number } = player
  const travelMs = useTravel(ears, number)
  const trigger = (
    <button
      type="button"
      className={classNames(styles['chip'], isDense && styles['dense'])}
      style={personStyle(user.color)}
      title={isDense ? user.username : undefined}
    >
      <span className={styles['disc']}>
        <span className={styles['pulse']} data-activity />
        <Avatar name={user.username} color={user.color} number={isMe ? 0 : number} />
      </span>
      {isDense && <span className="visually-hidden">{user.username}</span>}
      {!isDense && (
        <span className={styles['words']}>
          <span className={styles['name']}>{user.username}</span>
          <span className={styles['figure']}>
            {isMe && ' you'}
            {!isMe && travelMs !== undefined && (
              <>
                <LatencyBars ms={travelMs} /> {travelMs} ms
              </>
            )}
            {!isMe && travelMs === undefined && (player.isOwner ? 'host' : 'here')}
          </span>
        </span>
      )}
    </button>
  )
  return (
    <Popover trigger={trigger} title={user.username} side="top" align="start">
      <AboutPlayer player={player} isMe={isMe} travelMs={travelMs} />
    </Popover>
  )
}

function AboutPlayer({
  player,
  isMe,
  travelMs,
}: {
  readonly player: Participant
  readonly isMe: boolean
  readonly travelMs: number | undefined
}) {
  const { piano } = useStudio()
  const { user, number, isOwner } = player
  const [volume, setVolume] = useState(() => volumes.get(number) ?? 1)
  const change = (next: number) => {
    volumes.set(number, next)
    setVolume(next)
    piano.setPlayerVolume(isMe ? 0 : number, next)
  }
  return (
    <div className={styles['about']}>
      <p>{whoWords({ isMe, isOwner, isGuest: user.isGuest })}</p>
      {travelMs !== undefined && (
        <p>
          You are {travelMs} ms from {user.username}.
        </p>
      )}
      <label className={styles['volume']}>
        <Icon name={volume === 0 ? 'soundOff' : 'sound'} />
        <Range
          label={isMe ? 'How loud you hear yourself' : `How loud you hear ${user.username}`}
          value={volume}
          onChange={change}
        />
      </label>
    </div>
  )
}

function whoWords({
  isMe,
  isOwner,
  isGuest,
}: {
  readonly isMe: boolean
  readonly isOwner: boolean
  readonly isGuest: boolean
}): string {
  if (isMe) return isOwner ? 'This is you, and the room is yours.' : 'This is you.'
  const who = isGuest ? 'A guest' : 'Has an account'
  return isOwner ? `${who}. The room is theirs.` : `${who}.`
}

/** As chosen for each player while the room is open. */
const volumes = new Map<number, number>()

function useTravel(ears: RoomEars | undefined, number: number): number | undefined {
  const [travelMs, setTravel] = useState<number>()
  useEffect(() => {
    const look = () => {
      const ms = ears?.travelOf(number)?.medianMs
      setTravel(ms === undefined ? undefined : Math.max(1, Math.round(ms)))
    }
    look()
    const timer = setInterval(look, lookEveryMs)
    return () => clearInterval(timer)
  }, [ears, number])
  return travelMs
}
