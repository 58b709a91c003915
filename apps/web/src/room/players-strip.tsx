import type { Participant } from '@tutti/client'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Sight } from '../notes/sight.ts'
import type { RoomEars } from '../playback/room-ears.ts'
import { useMyself } from '../session/myself.ts'
import { self } from '../stage/stage.ts'
import { Icon } from '../ui/icon.tsx'
import { useMedia } from '../ui/media.ts'
import { PlayerChip } from './player-chip.tsx'
import styles from './players-strip.module.css'

interface PlayersStripProps {
  readonly participants: readonly Participant[]
  readonly me: Participant
  readonly ears: RoomEars | undefined
  readonly sight: Sight
  readonly roomId: string
}

const wideChipPx = 116

/** Who plays, in their colours. With little room only discs are left. */
export function PlayersStrip({ participants, me, ears, sight, roomId }: PlayersStripProps) {
  const strip = useRef<HTMLUListElement>(null)
  const [widthPx, setWidth] = useState(innerWidth)
  useLayoutEffect(() => {
    if (!strip.current) return undefined
    const resized = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? innerWidth))
    resized.observe(strip.current)
    return () => resized.disconnect()
  }, [])
  const players = useMemo(() => sortForStrip(participants, me), [participants, me])
  const listening = participants.length - players.length
  useEffect(() => (strip.current ? showActivity(strip.current, sight, me.number) : undefined), [sight, me.number])
  const { isModerator } = useMyself()
  const isShort = useMedia('(max-height: 480px)')
  const isDense = isShort || widthPx / Math.max(1, players.length) < wideChipPx
  return (
    <div className={styles['strip']}>
      <ul ref={strip} className={styles['players']} aria-label="Players">
        {players.map((player) => (
          <li key={player.number} data-player={player.number} className={styles['player']}>
            <PlayerChip
              player={player}
              isMe={player.number === me.number}
              isDense={isDense}
              ears={ears}
              roomId={roomId}
              mayRule={me.isOwner || isModerator}
            />
          </li>
        ))}
      </ul>
      {listening > 0 && (
        <span className={styles['listening']}>
          <Icon name="ear" size={16} /> {listening} listening
        </span>
      )}
    </div>
  )
}

function sortForStrip(participants: readonly Participant[], me: Participant): readonly Participant[] {
  const players = participants.filter(({ listens }) => !listens)
  return [
    ...players.filter(({ number }) => number === me.number),
    ...players.filter(({ number }) => number !== me.number),
  ]
}

/** A disc lifts while its player plays. */
function showActivity(strip: HTMLElement, sight: Sight, myNumber: number): () => void {
  return sight.addPainter(({ happened }) => {
    for (const event of happened) {
      if (event.kind !== 'press') continue
      const number = event.player === self ? myNumber : event.player
      const disc = strip.querySelector(`[data-player="${number}"] [data-activity]`)
      for (const animation of disc?.getAnimations() ?? []) animation.cancel()
      disc?.animate(
        [
          { opacity: 0.35 + event.velocity / 200, transform: `scale(${1.1 + event.velocity / 260})` },
          { opacity: 0, transform: 'scale(1)' },
        ],
        { duration: 420, easing: 'ease-out' },
      )
    }
  })
}
