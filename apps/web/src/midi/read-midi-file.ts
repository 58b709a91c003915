import { ByteReader } from './byte-reader.ts'
import { channelOf, isNoteOff, isNoteOn, noteOff } from './channel-message.ts'
import type { Performance, TimedMidiEvent } from './performance.ts'
import type { MidiTrack, Tempo } from './read-midi-track.ts'
import { readMidiTrack } from './read-midi-track.ts'
import { UnreadableMidiFile } from './unreadable-midi-file.ts'

export type { Performance, TimedMidiEvent } from './performance.ts'
export { UnreadableMidiFile } from './unreadable-midi-file.ts'

export const largestMidiFileBytes = 5_000_000

interface MidiFile {
  readonly tracks: readonly MidiTrack[]
  readonly ticksToMs: (tick: number) => number
}

/** Reads a Standard MIDI File of any format (also in a RIFF wrapper); throws UnreadableMidiFile. */
export function readMidiFile(file: ArrayBuffer, fallbackName = 'Untitled'): Performance {
  if (file.byteLength === 0) throw new UnreadableMidiFile('empty')
  if (file.byteLength > largestMidiFileBytes) throw new UnreadableMidiFile('too_big')
  const { tracks, ticksToMs } = parse(new Uint8Array(file))
  const events = tracks.flatMap((track) => track.events.map(({ tick, bytes }) => ({ atMs: ticksToMs(tick), bytes })))
  const closed = closeNotes(events.sort((a, b) => a.atMs - b.atMs || orderOf(a.bytes) - orderOf(b.bytes)))
  if (!closed.some(({ bytes }) => isNoteOn(bytes))) throw new UnreadableMidiFile('no_notes')
  return { name: tracks[0]?.name ?? fallbackName, durationMs: closed.at(-1)?.atMs ?? 0, events: closed }
}

function parse(bytes: Uint8Array): MidiFile {
  const reader = new ByteReader(bytes)
  try {
    return parseChunks(reader)
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableMidiFile('damaged', { cause: error })
    throw error
  }
}

function parseChunks(reader: ByteReader): MidiFile {
  if (reader.left < 14) throw new UnreadableMidiFile('not_midi')
  let mark = reader.text(4)
  if (mark === 'RIFF') {
    reader.bytes(16)
    mark = reader.text(4)
  }
  if (mark !== 'MThd') throw new UnreadableMidiFile('not_midi')
  const header = new ByteReader(reader.bytes(reader.number(4)))
  header.number(4)
  const division = header.number(2)
  const tracks: MidiTrack[] = []
  while (reader.left >= 8) {
    const name = reader.text(4)
    const chunk = reader.bytes(Math.min(reader.number(4), reader.left))
    if (name === 'MTrk') tracks.push(readMidiTrack(chunk))
  }
  return {
    tracks,
    ticksToMs: createTicksToMs(
      division,
      tracks.flatMap(({ tempos }) => tempos),
    ),
  }
}

function createTicksToMs(division: number, tempos: readonly Tempo[]): (tick: number) => number {
  const framesPerSec = 256 - (division >> 8)
  const ticksPerUnit = division & 0x8000 ? framesPerSec * (division & 0xff) : division
  if (ticksPerUnit === 0) throw new RangeError('No time between ticks.')
  if (division & 0x8000) return (tick) => (tick * 1000) / ticksPerUnit
  const legs = [{ tick: 0, atMs: 0, msPerTick: 500 / ticksPerUnit }]
  for (const { tick, microsPerBeat } of tempos.toSorted((a, b) => a.tick - b.tick)) {
    const last = legs.at(-1)
    const atMs = last ? last.atMs + (tick - last.tick) * last.msPerTick : 0
    legs.push({ tick, atMs, msPerTick: microsPerBeat / 1000 / ticksPerUnit })
  }
  return (tick) => {
    const leg = legs[lastIndexBefore(legs, tick)]
    return leg ? leg.atMs + (tick - leg.tick) * leg.msPerTick : 0
  }
}

/** By bisection: a file may hold thousands of tempo changes. */
function lastIndexBefore(legs: readonly { readonly tick: number }[], tick: number): number {
  let [low, high] = [0, legs.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((legs[middle]?.tick ?? 0) <= tick) low = middle
    else high = middle - 1
  }
  return low
}

function orderOf(bytes: Uint8Array): number {
  if (isNoteOff(bytes)) return 0
  return isNoteOn(bytes) ? 2 : 1
}

/** A key struck by two hands at once ends with its last off; an off without an on goes; what is left open ends with the file. */
function closeNotes(events: readonly TimedMidiEvent[]): readonly TimedMidiEvent[] {
  const open = new Map<number, number>()
  const closed = events.filter(({ bytes }) => {
    const name = channelOf(bytes) * 128 + (bytes[1] ?? 0)
    const count = open.get(name) ?? 0
    if (isNoteOn(bytes)) open.set(name, count + 1)
    if (!isNoteOff(bytes)) return true
    open.set(name, Math.max(0, count - 1))
    return count === 1
  })
  const endMs = closed.at(-1)?.atMs ?? 0
  const left = [...open]
    .filter(([, count]) => count > 0)
    .map(([name]) => ({ atMs: endMs + 1, bytes: noteOff(name >> 7, name & 127) }))
  return [...closed, ...left]
}
