import { channelOf, isNoteOff, isNoteOn, kindOf, kinds } from '../midi/channel-message.ts'
import type { NoteEvent } from '../notes/rising-notes.ts'
import type { Piano } from '../sound/piano.ts'

export type Sounding = Pick<Piano, 'noteOn' | 'noteOff' | 'controlChange' | 'releasePlayer'>

const drums = 9

interface Moment {
  readonly player: number
  readonly timeSec: number
}

/** Sounds one channel message of a player. */
export function soundMidi(piano: Sounding, bytes: Uint8Array, { player, timeSec }: Moment): void {
  const [, first = 0, second = 0] = bytes
  const channel = channelOf(bytes)
  if (isNoteOn(bytes)) piano.noteOn({ player, channel, key: first }, second, timeSec)
  else if (isNoteOff(bytes)) piano.noteOff({ player, channel, key: first }, timeSec)
  else if (kindOf(bytes) === kinds.control) piano.controlChange(player, channel, first, second, timeSec)
}

/** What the eye sees of a channel message; nothing of drums and controllers. */
export function seeMidi(bytes: Uint8Array, player: number, atMs: number): NoteEvent | undefined {
  const [, key = 0, velocity = 0] = bytes
  if (channelOf(bytes) === drums) return undefined
  if (isNoteOn(bytes)) return { kind: 'press', player, key, velocity, atMs }
  if (isNoteOff(bytes)) return { kind: 'release', player, key, atMs }
  return undefined
}
