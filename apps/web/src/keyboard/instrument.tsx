import { useCallback } from 'react'
import type { Sight } from '../notes/sight.ts'
import { useStudio } from '../stage/use-studio.ts'
import type { Observable } from '../ui/observable.ts'
import { useObservable } from '../ui/use-observable.ts'
import styles from './instrument.module.css'
import type { KeyWindow } from './key-window.ts'
import { Minimap } from './minimap.tsx'
import { PianoKeys } from './piano-keys.tsx'
import { useLetters } from './use-letters.ts'

interface InstrumentProps {
  readonly sight: Sight
  readonly window: Observable<KeyWindow>
  /** Not all keys are visible, so there is a map of them to slide on. */
  readonly isPartial: boolean
}

export function Instrument({ sight, window, isPartial }: InstrumentProps) {
  const { stage, loaded } = useStudio()
  const letters = useLetters()
  const fraction = useObservable(loaded)
  // The keys under the hand sound as drawn; transposing is for the keys of the computer and of MIDI.
  const press = useCallback(
    (source: string, key: number, velocity: number) => stage.press(source, key - stage.state.transpose, velocity),
    [stage],
  )
  const release = useCallback((source: string) => stage.release(source), [stage])
  return (
    <div className={styles['instrument']}>
      {isPartial && <Minimap window={window} sight={sight} />}
      {fraction < 1 && (
        <progress className={styles['loading']} value={fraction} aria-label="Loading the piano's sound" />
      )}
      <div className={styles['keys']}>
        <PianoKeys sight={sight} window={window} press={press} release={release} letters={letters} />
      </div>
    </div>
  )
}
