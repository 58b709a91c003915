/** What the themes are called and drawn as. */
export const themeChoices = [
  { value: 'system', label: 'As the device', icon: 'system' },
  { value: 'dark', label: 'Night', icon: 'moon' },
  { value: 'light', label: 'Day', icon: 'sun' },
] as const
