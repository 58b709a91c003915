import type { TimedMidiEvent } from '@tutti/core'
import type { LinkWeather } from '@tutti/testkit'

/** A simulated line: from the player to the server and from there to the listener, half of the delay each. */
export interface Line {
  /** From the player to the listener, without any jitter. */
  readonly delayMs: number
  /** Each frame takes up to this much longer, on each of the two halves. */
  readonly jitterMs: number
  /** 0 to 1: the part of the time in which nothing comes through a half. */
  readonly stallShare: number
}

/** A note-on. */
export interface Onset {
  /** The key went down; true time, ms. */
  readonly pressedMs: number
  /** It was heard; undefined: left out. */
  readonly heardMs: number | undefined
}

export interface Performing {
  readonly events: readonly TimedMidiEvent[]
  readonly line: Line
  readonly seed: number
}

/** One way of playing somebody's notes to somebody else. */
export interface Way {
  readonly name: string
  readonly title: string
  readonly play: (performing: Performing) => Promise<readonly Onset[]>
}

/** Everybody is connected for this long before the first note. */
export const beforeMs = 5_000
/** What is still under way after the last note. */
export const afterMs = 5_000

/** The two devices: a fifth of a thousandth apart in speed, and neither set right. */
export const devices = {
  player: { skewPpm: 100, epochMs: 1_795_000_003_200 },
  listener: { skewPpm: -100, epochMs: 1_794_999_958_700, monotonicMs: 77_000 },
} as const

export function halfOf({ delayMs, jitterMs, stallShare }: Line): LinkWeather {
  return { delayMs: delayMs / 2, jitterMs, stallShare }
}

export function isNoteOn({ bytes: [status = 0, , velocity = 0] }: Pick<TimedMidiEvent, 'bytes'>): boolean {
  return (status & 0xf0) === 0x90 && velocity > 0
}

interface Played extends Pick<Performing, 'events'> {
  readonly startMs: number
  /** By the number of the note-on among the others. */
  readonly heardMs: ReadonlyMap<number, number>
}

/** When each note-on was pressed, and heard. */
export function onsetsOf({ events, startMs, heardMs }: Played): Onset[] {
  return events.filter(isNoteOn).map(({ atMs }, index) => ({ pressedMs: startMs + atMs, heardMs: heardMs.get(index) }))
}
