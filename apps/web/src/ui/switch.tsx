import type { ReactNode } from 'react'
import styles from './switch.module.css'

interface SwitchProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
  readonly children: ReactNode
}

export function Switch({ checked, onChange, disabled = false, children }: SwitchProps) {
  return (
    <label className={styles['row']}>
      <span>{children}</span>
      <input
        type="checkbox"
        role="switch"
        className={styles['switch']}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  )
}
