import type { Performance, TimedMidiEvent } from '@tutti/core'
import { controlChange, noteOff } from '../midi/channel-message.ts'
import { createNoise } from '../sound/noise.ts'
import type { Piece, Role, Score } from './score.ts'
import { createTempoMap } from './tempo-map.ts'
import type { PlayedBar, ScoreNote } from './unroll-score.ts'
import { playedBars, playedNotes } from './unroll-score.ts'

interface PlayedNote {
  readonly key: number
  readonly velocity: number
  readonly onMs: number
  readonly offMs: number
}

const sustain = 64
const roleLevels: Readonly<Record<Role, number>> = { melody: 10, accompaniment: -14, bass: -4 }
const innerLevel = -5
/** A hand is never quite together: lower notes of a chord come a little first, and nothing is exactly on time. */
const chordSpreadMs = 5
const unevenMs = 6
const unevenLevel = 3
const restrikeGapMs = 12
/** The foot goes up with the new harmony and down again when its notes are struck. */
const pedalGapMs = 90
const lastRingMs = 900
const leadInMs = 60

/** Plays a score as a person would: phrased, the melody in front, slowing at the end; the same every time. */
export function performScore({ title, score }: Pick<Piece, 'title' | 'score'>): Performance {
  const bars = playedBars(score)
  const timeMs = createTempoMap(score, bars)
  const notes = separate(playNotes(score, bars, timeMs))
  const pedals = playPedal(score, bars, timeMs)
  const endMs = Math.max(0, ...notes.map(({ offMs }) => offMs)) + lastRingMs
  const events = [...notes.flatMap(noteEvents), ...pedals, { atMs: endMs, bytes: controlChange(0, sustain, 0) }]
  const firstMs = Math.min(...events.map(({ atMs }) => atMs)) - leadInMs
  const moved = events.map(({ atMs, bytes }) => ({
    atMs: Math.round((Math.min(atMs, endMs) - firstMs) * 10) / 10,
    bytes,
  }))
  return {
    name: title,
    durationMs: Math.round((endMs - firstMs) * 10) / 10,
    events: moved.sort((a, b) => a.atMs - b.atMs || orderOf(a) - orderOf(b)),
  }
}

function playNotes(score: Score, bars: readonly PlayedBar[], timeMs: (at: number) => number): PlayedNote[] {
  const noise = createNoise(score.parts.length * 1009 + bars.length)
  return playedNotes(score, bars).map((note) => {
    const early = note.role === 'melody' && note.top ? 0 : chordSpreadMs
    const onMs = timeMs(note.at) - early + noise() * unevenMs
    const lengthMs = (timeMs(note.at + note.length) - timeMs(note.at)) * score.touch
    const velocity = Math.round(levelOf(score, note) + noise() * unevenLevel)
    return {
      key: note.key,
      velocity: Math.min(120, Math.max(12, velocity)),
      onMs,
      offMs: onMs + Math.max(40, lengthMs),
    }
  })
}

function levelOf(score: Score, { bar, inBar, at, role, top }: ScoreNote): number {
  const phrase = score.phraseBars * score.barSixteenths
  const arch = 5 * Math.sin((Math.PI * (at % phrase)) / phrase)
  const accent = inBar === 0 ? 3 : inBar % 4 === 0 ? 1 : 0
  return dynamicAt(score, bar.bar + inBar / bar.length) + roleLevels[role] + (top ? 0 : innerLevel) + arch + accent
}

function dynamicAt({ dynamics }: Score, bar: number): number {
  const before = dynamics.findLast((mark) => mark.bar <= bar) ?? dynamics[0]
  const after = dynamics.find((mark) => mark.bar > bar)
  if (!before) return 64
  if (!after || before.bar > bar) return before.level
  return before.level + ((after.level - before.level) * (bar - before.bar)) / (after.bar - before.bar)
}

/** One string is one string: where voices meet on a key it is struck again, and held as long as the longest of them asks. */
function separate(notes: readonly PlayedNote[]): readonly PlayedNote[] {
  const separated: PlayedNote[] = []
  const lastOfKey = new Map<number, number>()
  for (const note of notes.toSorted((a, b) => a.onMs - b.onMs)) {
    const index = lastOfKey.get(note.key)
    const before = index === undefined ? undefined : separated[index]
    if (index !== undefined && before && note.onMs - before.onMs < 40) {
      separated[index] = {
        ...before,
        velocity: Math.max(before.velocity, note.velocity),
        offMs: Math.max(before.offMs, note.offMs),
      }
      continue
    }
    if (index !== undefined && before) {
      separated[index] = { ...before, offMs: Math.min(before.offMs, note.onMs - restrikeGapMs) }
    }
    lastOfKey.set(note.key, separated.length)
    separated.push(before ? { ...note, offMs: Math.max(note.offMs, before.offMs) } : note)
  }
  return separated
}

function playPedal({ pedal }: Score, bars: readonly PlayedBar[], timeMs: (at: number) => number): TimedMidiEvent[] {
  const spans = bars.flatMap(({ bar, at }) =>
    (pedal[bar - 1] ?? '')
      .split(' ')
      .filter(Boolean)
      .map((span) => span.split('-').map((edge) => at + Number(edge))),
  )
  return spans.flatMap(([from = 0, to = 0], index) => {
    const changes = spans[index - 1]?.[1] === from
    return [
      { atMs: timeMs(from) + (changes ? pedalGapMs : 0), bytes: controlChange(0, sustain, 127) },
      { atMs: timeMs(to), bytes: controlChange(0, sustain, 0) },
    ]
  })
}

function noteEvents({ key, velocity, onMs, offMs }: PlayedNote): TimedMidiEvent[] {
  return [
    { atMs: onMs, bytes: Uint8Array.of(0x90, key, velocity) },
    { atMs: offMs, bytes: noteOff(0, key) },
  ]
}

/** Offs first, then the pedal, then what is struck. */
function orderOf({ bytes }: TimedMidiEvent): number {
  return [0x80, 0xb0, 0x90].indexOf((bytes[0] ?? 0) & 0xf0)
}
