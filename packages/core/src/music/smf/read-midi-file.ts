import { ByteReader } from './byte-reader.ts'
import { closeNotes, inOrder, isNoteOn } from './close-notes.ts'
import type { Performance } from './performance.ts'
import { readMidiTrack, type MidiTrack } from './read-midi-track.ts'
import { legsOf, msAt } from './tempo-map.ts'
import { unreadableMidiFile } from './unreadable-midi-file.ts'

export const largestMidiFileBytes = 5_000_000
const mostTracks = 1000
const mostEvents = 500_000
const longestMs = 3 * 3_600_000

export interface ReadMidiFile {
  /** When the file has no name of its own. */
  readonly fallbackName?: string
  readonly mostBytes?: number
  readonly mostEvents?: number
  /** Refuses a file that breaks off; otherwise it is played as far as it goes. */
  readonly isStrict?: boolean
}

/**
 * Reads a Standard MIDI File of any format (also in a RIFF wrapper). The time it takes grows with the size of the file and
 * with nothing else. @throws Refusal `unreadable_midi_file` with the reason.
 */
export function readMidiFile(file: Uint8Array, how: ReadMidiFile = {}): Performance {
  if (file.length === 0) throw unreadableMidiFile('empty')
  if (file.length > (how.mostBytes ?? largestMidiFileBytes)) throw unreadableMidiFile('too_big')
  const { tracks, ticksToMs } = parse(file, how)
  const timed = tracks.flatMap((track) => track.events.map(({ tick, bytes }) => ({ atMs: ticksToMs(tick), bytes })))
  const events = closeNotes(inOrder(timed))
  if (!events.some(({ bytes }) => isNoteOn(bytes))) throw unreadableMidiFile('no_notes')
  const durationMs = events.at(-1)?.atMs ?? 0
  if (durationMs > longestMs) throw unreadableMidiFile('too_long')
  return { name: tracks[0]?.name ?? how.fallbackName ?? 'Untitled', durationMs, events }
}

interface MidiFile {
  readonly tracks: readonly MidiTrack[]
  readonly ticksToMs: (tick: number) => number
}

function parse(file: Uint8Array, how: ReadMidiFile): MidiFile {
  try {
    return parseChunks(new ByteReader(file), how)
  } catch (error) {
    if (error instanceof RangeError) throw unreadableMidiFile('damaged', { cause: error })
    throw error
  }
}

function parseChunks(reader: ByteReader, { isStrict = false, ...how }: ReadMidiFile): MidiFile {
  if (reader.left < 14) throw unreadableMidiFile('not_midi')
  let mark = reader.mark()
  if (mark === 'RIFF') {
    reader.bytes(16)
    mark = reader.mark()
  }
  if (mark !== 'MThd') throw unreadableMidiFile('not_midi')
  const header = new ByteReader(reader.bytes(reader.number(4)))
  header.number(4)
  const division = header.number(2)
  const tracks: MidiTrack[] = []
  let left = how.mostEvents ?? mostEvents
  while (reader.left >= 8) {
    const name = reader.mark()
    const sizeBytes = reader.number(4)
    const chunk = reader.bytes(isStrict ? sizeBytes : Math.min(sizeBytes, reader.left))
    if (name !== 'MTrk') continue
    if (tracks.length === mostTracks) throw unreadableMidiFile('too_much')
    const track = readMidiTrack(chunk, { mostEvents: left, isStrict })
    left -= track.eventCount
    tracks.push(track)
  }
  return { tracks, ticksToMs: createTicksToMs(division, tracks) }
}

/** Frames a second as SMPTE counts them; 29 stands for drop frame. */
const frameRates: Readonly<Record<number, number>> = { 24: 24, 25: 25, 29: 30_000 / 1001, 30: 30 }

function createTicksToMs(division: number, tracks: readonly MidiTrack[]): (tick: number) => number {
  if (division & 0x8000) {
    const ticksPerSec = (frameRates[256 - (division >> 8)] ?? 0) * (division & 0xff)
    if (ticksPerSec === 0) throw new RangeError('No time between ticks.')
    return (tick) => (tick * 1000) / ticksPerSec
  }
  if (division === 0) throw new RangeError('No time between ticks.')
  const changes = tracks.flatMap(({ tempos }) => tempos).toSorted((a, b) => a.tick - b.tick)
  const legs = legsOf(changes, division)
  return (tick) => msAt(legs, tick)
}
