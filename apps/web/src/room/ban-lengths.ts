/** For how long somebody is kept out; in minutes, null until it is lifted. */
export const banLengths = [
  { value: '10', label: '10 minutes', minutes: 10 },
  { value: '60', label: 'An hour', minutes: 60 },
  { value: '1440', label: 'A day', minutes: 1440 },
  { value: '10080', label: 'A week', minutes: 10_080 },
  { value: 'always', label: 'Until it is lifted', minutes: null },
] as const

export type BanLength = (typeof banLengths)[number]['value']
