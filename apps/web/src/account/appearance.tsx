import { theme } from '../design/theme.ts'
import { themeChoices } from '../design/theme-choices.ts'
import { Icon } from '../ui/icon.tsx'
import { useObservable } from '../ui/use-observable.ts'
import styles from './appearance.module.css'

export function Appearance() {
  const chosen = useObservable(theme)
  return (
    <fieldset className={styles['choices']}>
      <legend className="visually-hidden">Theme</legend>
      {themeChoices.map(({ value, label, icon }) => (
        <label key={value} className={styles['choice']}>
          <input type="radio" name="theme" checked={chosen === value} onChange={() => theme.set(value)} />
          <Icon name={icon} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
