import { IconButton } from '../ui/button.tsx'
import { useObservable } from '../ui/use-observable.ts'
import type { Theme } from './theme.ts'
import { theme, themes } from './theme.ts'
import { themeChoices } from './theme-choices.ts'

export function ThemeButton() {
  const chosen = useObservable(theme)
  const { icon, label } = themeChoices.find(({ value }) => value === chosen) ?? themeChoices[0]
  return <IconButton icon={icon} label={`Theme: ${label.toLowerCase()}`} onClick={() => theme.set(after(chosen))} />
}

function after(chosen: Theme): Theme {
  return themes[(themes.indexOf(chosen) + 1) % themes.length] ?? 'system'
}
