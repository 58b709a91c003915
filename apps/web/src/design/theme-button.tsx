import { IconButton } from '../ui/button.tsx'
import { useObservable } from '../ui/use-observable.ts'
import type { Theme } from './theme.ts'
import { theme, themes } from './theme.ts'

const looks = {
  system: { icon: 'system', label: 'Theme: as the device' },
  dark: { icon: 'moon', label: 'Theme: night' },
  light: { icon: 'sun', label: 'Theme: day' },
} as const

export function ThemeButton() {
  const chosen = useObservable(theme)
  const { icon, label } = looks[chosen]
  return <IconButton icon={icon} label={label} onClick={() => theme.set(after(chosen))} />
}

function after(chosen: Theme): Theme {
  return themes[(themes.indexOf(chosen) + 1) % themes.length] ?? 'system'
}
