import { noteOff, noteOn } from '../music/midi-events.ts'
import { writeMidiFile } from '../music/smf/write-midi-file.ts'
import { EventList } from './event-list.ts'
import { readRecordedMusic } from './recorded-music.ts'
import type { RecordedPlayer } from './recording.ts'

export interface ExportedRecording {
  readonly name: string
  readonly durationMs: number
  readonly players: readonly RecordedPlayer[]
  readonly log: Uint8Array
}

/** A Standard MIDI File of type 1: name, tempo and meter, then a track for each player who played, in the order of their numbers. */
export function exportRecording({ name, durationMs, players, log }: ExportedRecording): Uint8Array {
  const music = readRecordedMusic(log, durationMs)
  const names = new Map(players.map(({ number, username }) => [number, username]))
  const numbers = [...music.players.keys()].toSorted((a, b) => a - b)
  return writeMidiFile({
    name,
    tempos: music.tempos,
    tracks: numbers.map((number) => ({
      name: names.get(number) || `Player ${number}`,
      events: music.players.get(number) ?? [],
    })),
  })
}

const drums = 9

/** All players of a recording as one: each of their channels has one of its own as long as there are any. */
export function mergeRecording({ name, durationMs, log }: Omit<ExportedRecording, 'players'>): MergedRecording {
  const channels = new ChannelPlan()
  const all = new EventList()
  let noteOns = 0
  for (const [number, part] of readRecordedMusic(log, durationMs).players) {
    for (let index = 0; index < part.length; index += 1) {
      const message = part.message(index)
      all.add(part.atMs(index), (message & ~0x0f) | channels.planFor(number, message & 0x0f))
      if (isOn(message)) noteOns += 1
    }
  }
  // At the same time ends come first, then controllers, then what is struck.
  const events = all.sorted((message) => (isOn(message) ? 2 : isOff(message) ? 0 : 1))
  return { name, durationMs: events.length === 0 ? 0 : events.atMs(events.length - 1), events, noteOns }
}

export interface MergedRecording {
  readonly name: string
  readonly durationMs: number
  readonly events: EventList
  readonly noteOns: number
}

function isOn(message: number): boolean {
  return (message & 0xf0) === noteOn && message >> 16 > 0
}

function isOff(message: number): boolean {
  return (message & 0xf0) === noteOff || ((message & 0xf0) === noteOn && message >> 16 === 0)
}

class ChannelPlan {
  readonly #plan = new Map<number, number>()
  #melodic = 0

  planFor(player: number, channel: number): number {
    if (channel === drums) return drums
    const name = player * 16 + channel
    const planned = this.#plan.get(name)
    if (planned !== undefined) return planned
    const place = this.#melodic % 15
    this.#melodic += 1
    const chosen = place < drums ? place : place + 1
    this.#plan.set(name, chosen)
    return chosen
  }
}
