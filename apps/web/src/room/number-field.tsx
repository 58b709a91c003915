import { Field } from '../ui/field.tsx'
import styles from './room-settings.module.css'

interface NumberFieldProps {
  readonly label: string
  readonly min: number
  readonly max?: number
  /** NaN while the field is empty. */
  readonly value: number
  readonly onChange: (value: number) => void
  readonly error: string | undefined
  readonly hint: string
}

/** A number that a room must have. */
export function NumberField({ value, onChange, ...rest }: NumberFieldProps) {
  return (
    <Field
      {...rest}
      type="number"
      required
      inputMode="numeric"
      className={styles['number']}
      value={Number.isNaN(value) ? '' : value}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  )
}
