import type { Participant } from '@tutti/client'
import { useEffect, useState } from 'react'
import { directWith } from '../direct/direct-inbox.ts'
import { Avatar } from '../people/avatar.tsx'
import { personStyle } from '../people/person-style.ts'
import type { RoomEars } from '../playback/room-ears.ts'
import { classNames } from '../ui/class-names.ts'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import { AboutPlayer } from './about-player.tsx'
import { LatencyBars } from './latency-bars.tsx'
import { type PlayerQuestion, PlayerQuestions } from './player-questions.tsx'
import styles from './players-strip.module.css'
import { usePlayerVolume } from './use-player-volume.ts'

interface PlayerChipProps {
  readonly player: Participant
  readonly isMe: boolean
  readonly isDense: boolean
  readonly ears: RoomEars | undefined
  readonly roomId: string
  /** We run the room. */
  readonly mayRule: boolean
}

const lookEveryMs = 2000

export function PlayerChip({ player, isMe, isDense, ears, roomId, mayRule }: PlayerChipProps) {
  const { user, number } = player
  const [isOpen, setOpen] = useState(false)
  const [asked, setAsked] = useState<PlayerQuestion>()
  const { volume, isSilenced, setVolume, silence } = usePlayerVolume(player, isMe)
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
            {(player.isNotesMuted || isSilenced) && <Icon name="soundOff" size={16} />}
            <Figure player={player} isMe={isMe} travelMs={travelMs} />
          </span>
        </span>
      )}
    </button>
  )
  const write = () => {
    setOpen(false)
    directWith.set(user)
  }
  const ask = (question: PlayerQuestion) => {
    setOpen(false)
    setAsked(question)
  }
  return (
    <>
      <Popover trigger={trigger} title={user.username} side="top" align="start" open={isOpen} onOpenChange={setOpen}>
        <AboutPlayer
          roomId={roomId}
          player={player}
          isMe={isMe}
          mayRule={mayRule}
          travelMs={travelMs}
          volume={volume}
          onVolume={setVolume}
          isSilenced={isSilenced}
          onSilence={silence}
          onWrite={write}
          onAsk={ask}
        />
      </Popover>
      {!isMe && <PlayerQuestions roomId={roomId} player={player} asked={asked} onClose={() => setAsked(undefined)} />}
    </>
  )
}

interface FigureProps extends Pick<PlayerChipProps, 'player' | 'isMe'> {
  readonly travelMs: number | undefined
}

function Figure({ player, isMe, travelMs }: FigureProps) {
  if (isMe) return ' you'
  if (player.isAway) return 'reconnecting'
  if (player.status !== 'online') return player.status
  if (travelMs === undefined) return player.isOwner ? 'host' : 'here'
  return (
    <>
      <LatencyBars ms={travelMs} /> {travelMs} ms
    </>
  )
}

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
