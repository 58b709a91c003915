import { theme } from '../design/theme.ts'
import { Icon } from '../ui/icon.tsx'
import { useObservable } from '../ui/use-observable.ts'
import styles from './appearance.module.css'

const choices = [
  { value: 'system', label: 'As the device', icon: 'system' },
  { value: 'dark', label: 'Night', icon: 'moon' },
  { value: 'light', label: 'Day', icon: 'sun' },
] as const

export function Appearance() {
  const chosen = useObservable(theme)
  return (
    <fieldset className={styles['choices']}>
      <legend className="visually-hidden">Theme</legend>
      {choices.map(({ value, label, icon }) => (
        <label key={value} className={styles['choice']}>
          <input type="radio" name="theme" checked={chosen === value} onChange={() => theme.set(value)} />
          <Icon name={icon} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
