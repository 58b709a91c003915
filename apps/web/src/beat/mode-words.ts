import type { RoomMode, RoomTransport } from '@tutti/client'

/** What the modes are called, and what they do to those who play. */
export const modes: readonly { readonly value: RoomMode; readonly label: string; readonly hint: string }[] = [
  { value: 'live', label: 'Live', hint: 'Everybody is heard as soon as their line allows.' },
  {
    value: 'aligned',
    label: 'Aligned',
    hint: 'Everybody is heard equally late, you too: what you play together sounds together.',
  },
  {
    value: 'interval',
    label: 'Interval',
    hint: 'You hear what the others played some bars ago, and they hear you some bars later. Distance does not matter.',
  },
]

export function modeLabel(mode: RoomMode): string {
  return modes.find(({ value }) => value === mode)?.label ?? ''
}

/** `92 beats a minute, 4/4, live`, for whoever cannot see the button. */
export function transportWords({ tempo, beats, beatUnit, mode, isRunning }: RoomTransport): string {
  const metronome = isRunning ? 'metronome on' : 'metronome off'
  return `Beat: ${roundTempo(tempo)} a minute, ${beats}/${beatUnit}, ${metronome}, ${modeLabel(mode).toLowerCase()}`
}

/** With at most one decimal. */
export function roundTempo(tempo: number): number {
  return Math.round(tempo * 10) / 10
}
