import { IconButton } from '../ui/button.tsx'
import { useObservable } from '../ui/use-observable.ts'
import styles from './piece-controls.module.css'
import type { PieceDeck } from './piece-deck.ts'
import { PieceMenu } from './piece-menu.tsx'
import { PieceProgress } from './piece-progress.tsx'

export function PieceControls({
  deck,
  mayPlay,
  isCompact,
}: {
  readonly deck: PieceDeck
  readonly mayPlay: boolean
  readonly isCompact: boolean
}) {
  const state = useObservable(deck.state)
  const isPlaying = state?.player === 'playing'
  return (
    <div className={styles['controls']}>
      <PieceMenu deck={deck} mayPlay={mayPlay} isCompact={isCompact} />
      <IconButton
        icon={isPlaying ? 'pause' : 'play'}
        label={isPlaying ? 'Pause' : 'Play piece'}
        disabled={!state || !mayPlay}
        onClick={() => (isPlaying ? deck.pause() : deck.play())}
      />
      {state && !isCompact && <PieceProgress deck={deck} durationMs={state.durationMs} />}
    </div>
  )
}
