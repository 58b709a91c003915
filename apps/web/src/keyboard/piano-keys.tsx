import { memo, useEffect, useRef } from 'react'
import type { Sight } from '../notes/sight.ts'
import type { Observable } from '../ui/observable.ts'
import { classNames } from '../ui/class-names.ts'
import { keyShapes, whiteKeyCount } from './key-layout.ts'
import type { KeyWindow } from './key-window.ts'
import { bindKeys } from './bind-keys.ts'
import styles from './piano-keys.module.css'

interface PianoKeysProps {
  readonly sight: Sight
  readonly window: Observable<KeyWindow>
  readonly press: (source: string, key: number, velocity: number) => void
  readonly release: (source: string) => void
  /** Letters of the computer's keys to write on the piano's; none are shown when undefined. */
  readonly letters?: ReadonlyMap<number, string> | undefined
}

/** The keyboard. React draws it once; presses and colours go straight to the elements. */
export function PianoKeys({ sight, window, press, release, letters }: PianoKeysProps) {
  const bed = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!bed.current) return undefined
    return bindKeys({ bed: bed.current, sight, window, press, release, downClass: styles['down'] ?? 'down' })
  }, [sight, window, press, release])
  return (
    <div
      className={styles['piano']}
      role="group"
      aria-label="Piano"
      aria-roledescription="piano keyboard"
      aria-description="Play with the letter keys of the computer, a MIDI keyboard, or by touch. Space is the pedal; left and right arrow change the octave."
      tabIndex={0}
      data-testid="piano"
    >
      <div ref={bed} className={styles['bed']}>
        <Keys letters={letters} />
      </div>
    </div>
  )
}

const Keys = memo(function Keys({ letters }: { readonly letters: ReadonlyMap<number, string> | undefined }) {
  return keyShapes.map(({ key, isBlack, left, width }) => (
    <div
      key={key}
      data-key={key}
      aria-hidden="true"
      className={classNames(styles['key'], isBlack ? styles['black'] : styles['white'])}
      style={{ left: onPixel(left), width: `calc(${onPixel(left + width)} - ${onPixel(left)})` }}
    >
      <span className={styles['body']} />
      <span className={classNames(styles['letter'], letters !== undefined && styles['shown'])}>
        {letters?.get(key)}
      </span>
      {key % 12 === 0 && (
        <span className={classNames(styles['octave'], letters?.has(key) && styles['hidden'])}>C{key / 12 - 1}</span>
      )}
    </div>
  ))
})

/** Whole pixels, or the gaps between keys would be of unequal width. */
function onPixel(whiteKeys: number): string {
  return `round(${(whiteKeys / whiteKeyCount) * 100}%, 1px)`
}
