import { Range } from '../ui/range.tsx'
import { useObservable } from '../ui/use-observable.ts'
import { minutes } from './minutes.ts'
import styles from './piece-controls.module.css'
import type { PieceDeck } from './piece-deck.ts'

export function PieceProgress({ deck, durationMs }: { readonly deck: PieceDeck; readonly durationMs: number }) {
  const fraction = useObservable(deck.fraction)
  return (
    <div className={styles['progress']}>
      <span className={styles['time']}>{minutes(fraction * durationMs)}</span>
      <Range
        label="Position in the piece"
        value={fraction}
        aria-valuetext={`${minutes(fraction * durationMs)} of ${minutes(durationMs)}`}
        step={0.01}
        onChange={(value) => deck.seek(value)}
      />
      <span className={styles['time']}>{minutes(durationMs)}</span>
    </div>
  )
}
