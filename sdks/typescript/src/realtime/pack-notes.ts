import { longestSpanMs, messageLength, packMidi } from '@tutti/core'
import { TuttiError } from '../tutti-error.ts'
import type { TimedMidi } from './room-types.ts'
import type { PackedNotes } from './wire.ts'

/** Keeps a frame of seven-byte events well under the server's 64 KiB. */
const mostEvents = 4_000

/** In as few messages as the protocol allows: each spans 250 ms at most. In order of time. */
export function packNotes(events: readonly TimedMidi[]): PackedNotes[] {
  const sorted = events.toSorted((a, b) => a.atMs - b.atMs)
  const packed: PackedNotes[] = []
  let start = 0
  for (let end = 1; end <= sorted.length; end += 1) {
    const first = sorted[start]
    const next = sorted[end]
    if (!first) break
    if (next && end - start < mostEvents && next.atMs - Math.floor(first.atMs) <= longestSpanMs) continue
    packed.push(packOne(sorted.slice(start, end), Math.floor(first.atMs)))
    start = end
  }
  return packed
}

function packOne(events: readonly TimedMidi[], timestampMs: number): PackedNotes {
  return { timestampMs, midi: packMidi(events.map(({ atMs, bytes }) => ({ offsetMs: atMs - timestampMs, bytes }))) }
}

/**
 * A copy, as whoever plays may use the array again; undefined for system messages, which are not relayed.
 * @throws TuttiError `illegal_midi` for anything but one whole channel message.
 */
export function channelMessage(bytes: Uint8Array): Uint8Array | undefined {
  const status = bytes[0] ?? 0
  if (status >= 0xf0) return undefined
  const isWhole = status >= 0x80 && bytes.length === messageLength(status)
  if (isWhole && bytes.subarray(1).every((byte) => byte < 0x80)) return bytes.slice()
  throw new TuttiError({ code: 'illegal_midi', message: 'Not one whole MIDI channel message.' })
}
