import { chooseLetters, lettersShown } from '../keyboard/use-letters.ts'
import { midiWords } from '../stage/midi-keyboards.ts'
import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { Switch } from '../ui/switch.tsx'
import { useObservable } from '../ui/use-observable.ts'
import styles from './bottom-bar.module.css'
import { Stepper } from './stepper.tsx'
import type { Tuning } from './use-tuning.ts'

/** Everything about what plays the piano: letters, octave, MIDI. */
export function KeysPopover({ isCompact, tuning }: { readonly isCompact: boolean; readonly tuning: Tuning }) {
  const { midi } = useStudio()
  const state = useObservable(midi.state)
  const hasLetters = useObservable(lettersShown)
  const mayAsk = state.kind === 'off' || state.kind === 'denied'
  const trigger = (
    <Button icon="keys" aria-label="Keys">
      {!isCompact && 'Keys'}
    </Button>
  )
  return (
    <Popover trigger={trigger} title="Keys" align="start">
      {isCompact && (
        <>
          <Stepper isWide label="Octave" value={tuning.octave} lowest={-2} highest={3} onStep={tuning.shiftOctave} />
          <Stepper
            isWide
            label="Transpose"
            value={tuning.transpose}
            lowest={-12}
            highest={12}
            onStep={tuning.shiftTranspose}
          />
        </>
      )}
      <Switch checked={hasLetters} onChange={chooseLetters}>
        Letters on the keys
      </Switch>
      <div className={styles['help']}>
        <div className={styles['midi']}>
          <p>
            <strong>MIDI keyboard.</strong> {midiWords(state)}
          </p>
          {mayAsk && (
            <Button look="outlined" icon="midi" onClick={() => midi.connect()}>
              Connect a MIDI keyboard
            </Button>
          )}
        </div>
      </div>
    </Popover>
  )
}
