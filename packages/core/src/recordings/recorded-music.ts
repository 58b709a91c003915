import {
  controlChange,
  deltaLength,
  deltasPerMs,
  messageLength,
  noteOff,
  noteOn,
  readDelta,
} from '../music/midi-events.ts'
import type { TempoChange } from '../music/smf/write-midi-file.ts'
import { EventList } from './event-list.ts'
import { readRecordingLog } from './recording-log.ts'

export interface RecordedMusic {
  /** What each player played, in order of time, every note and pedal ended. Ms after the start. */
  readonly players: ReadonlyMap<number, EventList>
  readonly tempos: readonly TempoChange[]
}

interface Silence {
  readonly number: number
  readonly atMs: number
  readonly channels: readonly number[]
}

const pedals: readonly number[] = [64, 66, 67]

/** What a log sounds like. Whoever still holds something at `durationMs` lets go then. */
export function readRecordedMusic(log: Uint8Array, durationMs: number): RecordedMusic {
  const parts = new Map<number, EventList>()
  const silences: Silence[] = []
  const tempos: TempoChange[] = []
  for (const entry of readRecordingLog(log)) {
    if (entry.kind === 'tempo') tempos.push(entry.change)
    else if (entry.kind === 'silence') silences.push(entry)
    else {
      const part = parts.get(entry.number) ?? new EventList()
      parts.set(entry.number, part)
      unpackInto(part, entry.midi, entry.atMs)
    }
  }
  const players = [...parts].map(([number, part]) => {
    const ends = silences.filter((silence) => silence.number === number)
    return [number, closeAll(part.sorted(), ends, durationMs)] as const
  })
  return { players: new Map(players), tempos }
}

function unpackInto(part: EventList, midi: Uint8Array, atMs: number): void {
  let elapsed = 0
  for (let at = 0; at < midi.length;) {
    elapsed += readDelta(midi, at)
    at += deltaLength(midi, at)
    const length = messageLength(midi[at] ?? 0)
    const second = length === 3 ? (midi[at + 2] ?? 0) : 0
    part.add(Math.max(0, atMs + elapsed / deltasPerMs), (midi[at] ?? 0) | ((midi[at + 1] ?? 0) << 8) | (second << 16))
    at += length
  }
}

const everyChannel = Array.from({ length: 16 }, (_, channel) => channel)

/** One key is one key: struck again it first ends, and so does everything where the player fell silent. */
function closeAll(played: EventList, silences: readonly Silence[], durationMs: number): EventList {
  const sounds = new OpenSounds()
  const ends = silences.toSorted((a, b) => a.atMs - b.atMs)
  let next = 0
  for (let index = 0; index < played.length; index += 1) {
    const atMs = played.atMs(index)
    for (let end = ends[next]; end && end.atMs < atMs; end = ends[(next += 1)]) sounds.end(end)
    sounds.add(atMs, played.message(index))
  }
  for (const end of ends.slice(next)) sounds.end(end)
  sounds.end({ atMs: Math.max(durationMs, sounds.lastMs), channels: everyChannel })
  return sounds.events
}

/** Follows what sounds, so that nothing is left open. */
class OpenSounds {
  readonly events = new EventList()
  readonly #keys = new Set<number>()
  readonly #pedals = new Set<number>()

  get lastMs(): number {
    return this.events.length === 0 ? 0 : this.events.atMs(this.events.length - 1)
  }

  add(atMs: number, message: number): void {
    const [kind, first, second] = [message & 0xf0, (message >> 8) & 0xff, message >> 16]
    const name = (message & 0x0f) * 128 + first
    const isOn = kind === noteOn && second > 0
    if (isOn) {
      if (this.#keys.has(name)) this.events.add(atMs, offOf(name))
      this.#keys.add(name)
    }
    // Where the recording began in the middle of a note there is an end without a beginning.
    if ((kind === noteOff || (kind === noteOn && !isOn)) && !this.#keys.delete(name)) return
    if (kind === controlChange && pedals.includes(first)) {
      if (second > 0) this.#pedals.add(name)
      else this.#pedals.delete(name)
    }
    this.events.add(atMs, message)
  }

  end({ atMs, channels }: Pick<Silence, 'atMs' | 'channels'>): void {
    // What was stamped ahead has been heard already: its end does not come before it.
    const endMs = Math.max(atMs, this.lastMs)
    for (const [open, endOf] of [
      [this.#keys, offOf],
      [this.#pedals, upOf],
    ] as const) {
      for (const name of open) {
        if (!channels.includes(name >> 7)) continue
        this.events.add(endMs, endOf(name))
        open.delete(name)
      }
    }
  }
}

function offOf(name: number): number {
  return noteOff | (name >> 7) | ((name & 127) << 8) | (64 << 16)
}

function upOf(name: number): number {
  return controlChange | (name >> 7) | ((name & 127) << 8)
}
