import { noteOff, noteOn } from '../midi-events.ts'
import type { TimedMidiEvent } from './performance.ts'

export function isNoteOn(bytes: Uint8Array): boolean {
  return ((bytes[0] ?? 0) & 0xf0) === noteOn && (bytes[2] ?? 0) > 0
}

/** A note-on of velocity 0 is one too. */
export function isNoteOff(bytes: Uint8Array): boolean {
  const kind = (bytes[0] ?? 0) & 0xf0
  return kind === noteOff || (kind === noteOn && bytes[2] === 0)
}

/** By time; at the same time offs come before controllers, those before ons. */
export function inOrder(events: readonly TimedMidiEvent[]): TimedMidiEvent[] {
  return events.toSorted((a, b) => a.atMs - b.atMs || orderOf(a.bytes) - orderOf(b.bytes))
}

/** A key struck by two hands at once ends with its last off; an off without an on goes; what is left open ends with the music. */
export function closeNotes(events: readonly TimedMidiEvent[]): readonly TimedMidiEvent[] {
  const open = new Uint32Array(16 * 128)
  const closed = events.filter(({ bytes }) => {
    const name = ((bytes[0] ?? 0) & 0x0f) * 128 + (bytes[1] ?? 0)
    const count = open[name] ?? 0
    if (isNoteOn(bytes)) open[name] = count + 1
    if (!isNoteOff(bytes)) return true
    open[name] = Math.max(0, count - 1)
    return count === 1
  })
  const endMs = closed.at(-1)?.atMs ?? 0
  open.forEach((count, name) => {
    if (count === 0) return
    closed.push({ atMs: endMs + 1, bytes: Uint8Array.of(noteOff | (name >> 7), name & 127, 64) })
  })
  return closed
}

function orderOf(bytes: Uint8Array): number {
  if (isNoteOff(bytes)) return 0
  return isNoteOn(bytes) ? 2 : 1
}
