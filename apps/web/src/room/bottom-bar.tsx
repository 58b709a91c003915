import type { RoomSession } from '@tutti/client'
import type { PointerEvent } from 'react'
import { BeatPopover } from '../beat/beat-popover.tsx'
import { PieceControls } from '../piece/piece-controls.tsx'
import type { PieceDeck } from '../piece/piece-deck.ts'
import { Button } from '../ui/button.tsx'
import { useMedia } from '../ui/media.ts'
import styles from './bottom-bar.module.css'
import { KeysPopover } from './keys-popover.tsx'
import { PedalButton } from './pedal-button.tsx'
import { SoundPopover } from './sound-popover.tsx'
import { Stepper } from './stepper.tsx'
import { useTuning } from './use-tuning.ts'

/** After a click of the mouse the hands go back to the piano, so that space is the pedal; what opened keeps the focus. */
function leaveButton({ target }: PointerEvent): void {
  const button = target instanceof Element ? target.closest('button') : null
  if (button?.hasAttribute('aria-haspopup') === false) button.blur()
}

interface BottomBarProps {
  readonly room: RoomSession
  readonly deck: PieceDeck
  readonly mayPlay: boolean
  readonly isChatOpen: boolean
  readonly unread: number
  readonly onToggleChat: () => void
}

export function BottomBar({ room, deck, mayPlay, isChatOpen, unread, onToggleChat }: BottomBarProps) {
  const isCompact = useMedia('(max-width: 959px)')
  const isNarrow = useMedia('(max-width: 719px)')
  const tuning = useTuning()
  const chatLabel = unread > 0 ? `Chat, ${unread} unread` : 'Chat'
  return (
    <footer className={styles['bar']} onPointerUp={leaveButton}>
      <SoundPopover isCompact={isCompact} />
      <PedalButton isCompact={isCompact} />
      <KeysPopover isCompact={isCompact} tuning={tuning} />
      {isNarrow && <BeatPopover room={room} side="top" />}
      {!isCompact && (
        <Stepper label="Octave" value={tuning.octave} lowest={-2} highest={3} onStep={tuning.shiftOctave} />
      )}
      {!isCompact && (
        <Stepper label="Transpose" value={tuning.transpose} lowest={-12} highest={12} onStep={tuning.shiftTranspose} />
      )}
      <div className={styles['space']} />
      <PieceControls deck={deck} mayPlay={mayPlay} isCompact={isCompact} />
      <div className={styles['space']} />
      <Button
        icon="chat"
        aria-label={chatLabel}
        aria-pressed={isChatOpen}
        className={styles['chat']}
        onClick={onToggleChat}
      >
        {!isCompact && 'Chat'}
        {unread > 0 && <span className={styles['badge']}>{unread > 99 ? '99+' : unread}</span>}
      </Button>
    </footer>
  )
}
