import { loadText, saveText } from '../session/stored-text.ts'
import { Observable } from '../ui/observable.ts'

export const themes = ['system', 'dark', 'light'] as const
export type Theme = (typeof themes)[number]

const light = matchMedia('(prefers-color-scheme: light)')

export const theme = new Observable<Theme>(stored())
/** What the theme comes to on this device now. */
export const shade = new Observable<'dark' | 'light'>(resolve())

/** Follows the choice and the device for as long as the page lives. */
export function applyTheme(): void {
  const apply = () => {
    if (theme.value === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme.value
    saveText('theme', theme.value === 'system' ? undefined : theme.value)
    shade.set(resolve())
    paintBrowser()
  }
  theme.subscribe(apply)
  light.addEventListener('change', apply)
  apply()
}

/** The browser's own bars take the colour of the ground. */
function paintBrowser(): void {
  const ground = getComputedStyle(document.documentElement).backgroundColor
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute('content', ground)
}

function resolve(): 'dark' | 'light' {
  if (theme.value !== 'system') return theme.value
  return light.matches ? 'light' : 'dark'
}

function stored(): Theme {
  const text = loadText('theme')
  return themes.find((name) => name === text) ?? 'system'
}
