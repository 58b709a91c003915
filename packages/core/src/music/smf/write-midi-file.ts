import { ByteWriter } from './byte-writer.ts'
import { writeText } from './midi-text.ts'
import type { TimedMidiEvent } from './performance.ts'
import { tickAt, type Leg } from './tempo-map.ts'

/** Ticks of a quarter that sequencers know, the coarsest first. */
const resolutions = [960, 1920, 3840, 7680, 15_360] as const
/** Longer than this no tick is, if it can be helped. */
const longestTickMicros = 1000
const slowestMicros = 0xff_ffff
const longestDelta = 0xfff_ffff

export interface TempoChange {
  readonly atMs: number
  readonly microsPerQuarter: number
  readonly meter: { readonly beats: number; /** 1, 2, 4, 8 … */ readonly unit: number }
}

export const plainTempo: TempoChange = { atMs: 0, microsPerQuarter: 500_000, meter: { beats: 4, unit: 4 } }

export interface WrittenTrack {
  readonly name: string
  /** In order of time. */
  readonly events: Iterable<TimedMidiEvent>
}

export interface WrittenFile {
  readonly name: string
  /** From 0 ms on; 120 quarters a minute in 4/4 when there are none. */
  readonly tempos?: readonly TempoChange[]
  readonly tracks: readonly WrittenTrack[]
}

/** A Standard MIDI File of type 1: a track of name, tempo and meter, then a track for each of `tracks`. Times are right within 1 ms. */
export function writeMidiFile({ name, tempos = [], tracks }: WrittenFile): Uint8Array {
  const sorted = tempos.toSorted((a, b) => a.atMs - b.atMs)
  const changes = (sorted[0]?.atMs ?? 1) > 0 ? [plainTempo, ...sorted] : sorted
  const ticksPerQuarter = resolutionFor(changes)
  const legs = legsOfChanges(changes, ticksPerQuarter)
  const file = new ByteWriter()
  file.bytes(writeText('MThd'))
  file.number(6, 4)
  file.number(1, 2)
  file.number(tracks.length + 1, 2)
  file.number(ticksPerQuarter, 2)
  writeChunk(file, conductorTrack(name, changes, legs))
  for (const track of tracks) writeChunk(file, playedTrack(track, legs))
  return file.taken()
}

/** As the file can say them, each at a whole tick: the times of what follows count from where it really stands. */
function legsOfChanges(changes: readonly TempoChange[], ticksPerQuarter: number): readonly Leg[] {
  let last: Leg = { tick: 0, atMs: 0, msPerTick: 500 / ticksPerQuarter }
  return changes.map(({ atMs, microsPerQuarter }) => {
    const tick = tickAt([last], Math.max(0, atMs))
    last = {
      tick,
      atMs: last.atMs + (tick - last.tick) * last.msPerTick,
      msPerTick: written(microsPerQuarter) / 1000 / ticksPerQuarter,
    }
    return last
  })
}

function resolutionFor(changes: readonly TempoChange[]): number {
  const slowest = changes.reduce((most, { microsPerQuarter }) => Math.max(most, written(microsPerQuarter)), 0)
  return resolutions.find((ticks) => slowest / ticks <= longestTickMicros) ?? 15_360
}

function written(microsPerQuarter: number): number {
  return Math.min(Math.max(1, Math.round(microsPerQuarter)), slowestMicros)
}

function conductorTrack(name: string, changes: readonly TempoChange[], legs: readonly Leg[]): ByteWriter {
  const track = new TrackWriter()
  track.meta(0, 0x03, writeText(name))
  changes.forEach(({ microsPerQuarter, meter }, index) => {
    const tick = legs[index]?.tick ?? 0
    const micros = written(microsPerQuarter)
    track.meta(tick, 0x51, Uint8Array.of(micros >> 16, (micros >> 8) & 0xff, micros & 0xff))
    track.meta(tick, 0x58, Uint8Array.of(meter.beats, Math.round(Math.log2(meter.unit)), 24, 8))
  })
  return track.end()
}

function playedTrack({ name, events }: WrittenTrack, legs: readonly Leg[]): ByteWriter {
  const track = new TrackWriter()
  track.meta(0, 0x03, writeText(name))
  for (const { atMs, bytes } of events) track.event(tickAt(legs, Math.max(0, atMs)), bytes)
  return track.end()
}

class TrackWriter {
  readonly #writer = new ByteWriter(4096)
  #tick = 0

  event(tick: number, bytes: Uint8Array): void {
    this.#goTo(tick)
    this.#writer.bytes(bytes)
  }

  meta(tick: number, type: number, content: Uint8Array): void {
    this.#goTo(tick)
    this.#writer.byte(0xff)
    this.#writer.byte(type)
    this.#writer.quantity(content.length)
    this.#writer.bytes(content)
  }

  end(): ByteWriter {
    this.meta(this.#tick, 0x2f, new Uint8Array(0))
    return this.#writer
  }

  #goTo(tick: number): void {
    // A silence that no delta can say is bridged by a text without letters.
    for (; tick - this.#tick > longestDelta; this.#tick += longestDelta) {
      this.#writer.quantity(longestDelta)
      this.#writer.bytes(Uint8Array.of(0xff, 0x01, 0))
    }
    this.#writer.quantity(Math.max(0, tick - this.#tick))
    this.#tick = Math.max(this.#tick, tick)
  }
}

function writeChunk(file: ByteWriter, content: ByteWriter): void {
  file.bytes(writeText('MTrk'))
  file.number(content.length, 4)
  file.bytes(content.taken())
}
