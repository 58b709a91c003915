import { Refusal } from '../refusal.ts'

/**
 * Packed MIDI: repeated { delta: VLQ as in SMF, at most 4 bytes, unit 0.1 ms; one MIDI 1.0 channel message, no running
 * status }. The first delta counts from the message's timestamp, each further one from the event before.
 */
export const deltasPerMs = 10

/** Events of one message may spread over this long. */
export const longestSpanMs = 250

const longestSpan = longestSpanMs * deltasPerMs

/** Status high nibbles. */
export const noteOff = 0x80
export const noteOn = 0x90
export const polyPressure = 0xa0
export const controlChange = 0xb0
export const programChange = 0xc0
export const channelPressure = 0xd0
export const pitchBend = 0xe0

/** Length in bytes of a channel message with this status: 3, or 2 for program change and channel pressure. */
export function messageLength(status: number): number {
  const kind = status & 0xf0
  return kind === programChange || kind === channelPressure ? 2 : 3
}

/**
 * Reads a whole packed message once, so that nothing of a bad one is ever applied. Returns how many note-ons it holds.
 * @throws Refusal `illegal_midi`: no event, a truncated one, a status other than 0x80–0xEF, a data byte over 0x7F,
 * a delta of more than 4 bytes, deltas over 250 ms in all.
 */
export function countNoteOns(midi: Uint8Array): number {
  const { length } = midi
  let at = 0
  let span = 0
  let noteOns = 0
  while (at < length) {
    const delta = readDelta(midi, at)
    span += delta
    at += deltaLength(midi, at)
    const status = midi[at] ?? 0
    const end = at + messageLength(status)
    if (status < 0x80 || status > 0xef || end > length || span > longestSpan) throw new Refusal('illegal_midi')
    const first = midi[at + 1] ?? 0
    const second = end - at === 3 ? (midi[at + 2] ?? 0) : 0
    if ((first | second) > 0x7f) throw new Refusal('illegal_midi')
    if ((status & 0xf0) === noteOn && second > 0) noteOns += 1
    at = end
  }
  if (length === 0) throw new Refusal('illegal_midi')
  return noteOns
}

/** The delta that starts at `at`. @throws Refusal `illegal_midi` when it is truncated or longer than 4 bytes. */
export function readDelta(midi: Uint8Array, at: number): number {
  const first = midi[at] ?? 0
  if (first < 0x80) return first
  let value = first & 0x7f
  for (let length = 2; length <= 4; length += 1) {
    const byte = midi[at + length - 1]
    if (byte === undefined) break
    value = (value << 7) | (byte & 0x7f)
    if (byte < 0x80) return value
  }
  throw new Refusal('illegal_midi')
}

/** How many bytes the delta at `at` takes; 1 in nearly every event. */
export function deltaLength(midi: Uint8Array, at: number): number {
  let length = 1
  while ((midi[at + length - 1] ?? 0) >= 0x80) length += 1
  return length
}

/** Writes a delta below 2^28 and returns the position after it. */
export function writeDelta(into: Uint8Array, at: number, delta: number): number {
  let position = at
  for (let shift = 21; shift > 0; shift -= 7) {
    if (delta >= 1 << shift) into[position++] = ((delta >> shift) & 0x7f) | 0x80
  }
  into[position++] = delta & 0x7f
  return position
}

export interface MidiEvent {
  /** Milliseconds after the message's timestamp. */
  readonly offsetMs: number
  /** One MIDI 1.0 channel message. */
  readonly bytes: Uint8Array
}

/** For clients and tests; the server never unpacks. @throws Refusal `illegal_midi`. */
export function unpackMidi(midi: Uint8Array): MidiEvent[] {
  countNoteOns(midi)
  const events: MidiEvent[] = []
  let at = 0
  let elapsed = 0
  while (at < midi.length) {
    const delta = readDelta(midi, at)
    elapsed += delta
    at += deltaLength(midi, at)
    const end = at + messageLength(midi[at] ?? 0)
    events.push({ offsetMs: elapsed / deltasPerMs, bytes: midi.slice(at, end) })
    at = end
  }
  return events
}

/** The reverse of `unpackMidi`. Offsets must not fall. */
export function packMidi(events: readonly MidiEvent[]): Uint8Array {
  const packed = new Uint8Array(events.length * 7)
  let at = 0
  let elapsed = 0
  for (const { offsetMs, bytes } of events) {
    const tick = Math.round(offsetMs * deltasPerMs)
    at = writeDelta(packed, at, Math.max(0, tick - elapsed))
    elapsed = Math.max(elapsed, tick)
    packed.set(bytes, at)
    at += bytes.length
  }
  return packed.subarray(0, at)
}
