/** Drawn on a 20 px grid with a 1.5 px line, so that they sit beside text of 15 px. */
const paths = {
  back: 'M12 4.5 6.5 10l5.5 5.5',
  chat: 'M3.5 5.5a2 2 0 0 1 2-2h9a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H9l-3.6 3v-3a2 2 0 0 1-1.9-2z',
  ban: 'M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M5.5 5.5l9 9',
  check: 'm4.5 10.5 3.6 3.6 7.4-8',
  chevron: 'm5.5 8 4.5 4.5L14.5 8',
  close: 'm5 5 10 10M15 5 5 15',
  crown: 'M3.5 15.5h13M4 13V6l3.3 3L10 4.5 12.7 9 16 6v7z',
  door: 'M11.5 3.5h-6v13h6M9 10h8m-2.8-2.8L17 10l-2.8 2.8',
  ear: 'M6 8a4 4 0 1 1 8 0c0 2.8-2.6 3.2-2.6 5.6A2.6 2.6 0 0 1 7 15M8.4 8a1.6 1.6 0 0 1 3.2 0c0 1-.8 1.3-1.2 1.8',
  horn: 'M4 8.3v3.4h2.4l7.1 3.3V5L6.4 8.3zM6.8 11.8l.9 3.9h2l-.8-3M15.6 8.4a2.2 2.2 0 0 1 0 3.2',
  keys: 'M3.5 4.5h13v11h-13zM7.8 4.5v6.3M12.2 4.5v6.3M7.8 10.8v4.7M12.2 10.8v4.7',
  link: 'M8.4 11.6a3 3 0 0 0 4.4.2l2.5-2.5a3 3 0 0 0-4.3-4.3L9.8 6.2m1.8 2.2a3 3 0 0 0-4.4-.2l-2.5 2.5A3 3 0 0 0 9 15l1.2-1.2',
  lock: 'M5.5 9h9v7h-9zM7.3 9V6.7a2.7 2.7 0 0 1 5.4 0V9',
  mail: 'M3.5 5h13v10h-13zM3.9 5.4 10 10.6l6.1-5.2',
  reply: 'M8.2 4.8 3.8 9.2l4.4 4.4M4 9.2h6.3c3.5 0 5.7 2 5.7 6',
  trash: 'M4 5.8h12M8 5.5V4h4v1.5M5.6 5.8l.7 10.2h7.4l.7-10.2M8.6 9v4M11.4 9v4',
  midi: 'M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M6.9 10.2h.01M8 7.6h.01M10 6.7h.01M12 7.6h.01M13.1 10.2h.01M8.8 16.3v-1.8h2.4v1.8',
  minus: 'M5 10h10',
  moon: 'M15.8 12.2A6.5 6.5 0 0 1 7.8 4.2a6.5 6.5 0 1 0 8 8',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  note: 'M8 14.5V5l7-1.5v9.3M8 14.5a2.3 1.8 0 1 1-4.6 0 2.3 1.8 0 0 1 4.6 0m7-1.7a2.3 1.8 0 1 1-4.6 0 2.3 1.8 0 0 1 4.6 0',
  open: 'M3.5 15.5v-11h4.7l1.7 2h6.6v9z',
  pause: 'M7 4.5v11M13 4.5v11',
  pedal: 'M10 3.5v5M7.6 8.5h4.8l1.1 5.6a1.9 1.9 0 0 1-1.9 2.4H8.4a1.9 1.9 0 0 1-1.9-2.4z',
  pencil: 'M4 16l.7-3.3L13 4.4l2.6 2.6-8.3 8.3z',
  people:
    'M7.4 9.4a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4M2.8 16c0-2.7 2-4.4 4.6-4.4S12 13.3 12 16M12.6 4.3a2.6 2.6 0 0 1 0 4.8M14 11.9c2 .5 3.2 2 3.2 4.1',
  play: 'M6.5 4.2v11.6l9-5.8z',
  plus: 'M10 5v10M5 10h10',
  gear: 'M3.5 6h6.3M13.8 6h2.7M3.5 14h2.7M10.2 14h6.3M11.8 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4M8.2 12a2 2 0 1 1 0 4 2 2 0 0 1 0-4',
  flag: 'M5 17V3.5h9.5L12.6 7l1.9 3.5H5',
  person: 'M10 9.6a3 3 0 1 0 0-6 3 3 0 0 0 0 6M4.3 16.4c.3-2.9 2.6-4.6 5.7-4.6s5.4 1.7 5.7 4.6',
  record: 'M10 5.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9',
  save: 'M10 3.5v8.5m-3.5-3.3L10 12.2l3.5-3.5M4 15.8h12',
  search: 'M8.8 14a5.2 5.2 0 1 0 0-10.4 5.2 5.2 0 0 0 0 10.4m3.8-1.4 4 4',
  send: 'M10 16V4.5M5.3 9.2 10 4.5l4.7 4.7',
  sound: 'M3.5 7.8v4.4h2.7l3.9 3.3v-11L6.2 7.8zM13 7.4a3.7 3.7 0 0 1 0 5.2M15.2 5.2a6.8 6.8 0 0 1 0 9.6',
  soundOff: 'M3.5 7.8v4.4h2.7l3.9 3.3v-11L6.2 7.8zM13.2 8l4 4M17.2 8l-4 4',
  skip: 'M5 4.5v11l7.5-5.5zM15 4.5v11',
  stop: 'M5.5 5.5h9v9h-9z',
  shield: 'M10 3l5.8 2.1v4.4c0 3.7-2.4 6.1-5.8 7.5-3.4-1.4-5.8-3.8-5.8-7.5V5.1z',
  sun: 'M10 6.7a3.3 3.3 0 1 1 0 6.6 3.3 3.3 0 0 1 0-6.6M10 2.4v1.4M10 16.2v1.4M2.4 10h1.4M16.2 10h1.4M4.6 4.6l1 1M14.4 14.4l1 1M4.6 15.4l1-1M14.4 5.6l1-1',
  system: 'M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M10 3.5v13M12 5v10M14 6.5v7',
} as const

export type IconName = keyof typeof paths

const filled: ReadonlySet<IconName> = new Set(['play', 'record', 'skip', 'stop'])

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.4 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} fill={filled.has(name) ? 'currentColor' : undefined} />
    </svg>
  )
}
