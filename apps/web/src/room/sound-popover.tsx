import { useStudio } from '../stage/use-studio.ts'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { Range } from '../ui/range.tsx'
import { Switch } from '../ui/switch.tsx'
import { useObservable } from '../ui/use-observable.ts'
import styles from './bottom-bar.module.css'
import { OwnInstrument } from './own-instrument.tsx'

export function SoundPopover({ isCompact }: { readonly isCompact: boolean }) {
  const { sound, setSound } = useStudio()
  const { volume, hasReverb } = useObservable(sound)
  const trigger = (
    <Button icon={volume === 0 ? 'soundOff' : 'sound'} aria-label="Sound">
      {!isCompact && 'Sound'}
    </Button>
  )
  return (
    <Popover trigger={trigger} title="Sound" align="start">
      <span className={styles['label']} aria-hidden="true">
        Volume
      </span>
      <Range label="Volume" value={volume} step={0.01} onChange={(value) => setSound({ volume: value })} />
      <Switch checked={hasReverb} onChange={(checked) => setSound({ hasReverb: checked })}>
        A small hall around the piano
      </Switch>
      <OwnInstrument />
    </Popover>
  )
}
