import { IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import styles from './bottom-bar.module.css'

interface StepperProps {
  readonly label: string
  readonly value: number
  readonly lowest: number
  readonly highest: number
  readonly onStep: (by: 1 | -1) => void
  readonly isWide?: boolean
}

export function Stepper({ label, value, lowest, highest, onStep, isWide = false }: StepperProps) {
  return (
    <div role="group" aria-label={label} className={classNames(styles['stepper'], isWide && styles['wide'])}>
      <span className={styles['stepLabel']} aria-hidden="true">
        {label}
      </span>
      <IconButton icon="minus" label={`${label} down`} disabled={value <= lowest} onClick={() => onStep(-1)} />
      <output aria-label={label}>{value > 0 ? `+${value}` : value === 0 ? '0' : `−${-value}`}</output>
      <IconButton icon="plus" label={`${label} up`} disabled={value >= highest} onClick={() => onStep(1)} />
    </div>
  )
}
