import { useSyncExternalStore } from 'react'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import styles from './bottom-bar.module.css'

export function PedalButton({ isCompact }: { readonly isCompact: boolean }) {
  const { stage } = useStudio()
  const isDown = useSyncExternalStore(
    (listener) => stage.onState(listener),
    () => stage.state.pedalDown,
  )
  return (
    <Button
      icon="pedal"
      className={styles['pedal']}
      aria-label="Sustain pedal"
      aria-pressed={isDown}
      title="Sustain pedal (space)"
      onClick={() => stage.pedal(!isDown)}
    >
      {!isCompact && 'Pedal'}
    </Button>
  )
}
