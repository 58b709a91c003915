import { readBar } from './read-bar.ts'
import type { Role, Score } from './score.ts'
import { barCount, barLength } from './score.ts'

export interface PlayedBar {
  /** As printed, from 1. */
  readonly bar: number
  /** From the start of the piece, in sixteenths, repeats counted. */
  readonly at: number
  readonly length: number
}

export interface ScoreNote {
  readonly key: number
  readonly at: number
  readonly length: number
  readonly role: Role
  /** The bar in which it is struck, and where in it. */
  readonly bar: PlayedBar
  readonly inBar: number
  /** The top note of its chord. */
  readonly top: boolean
  readonly tied: boolean
}

/** The bars in the order in which they are played. */
export function playedBars(score: Score): readonly PlayedBar[] {
  let at = 0
  return (score.order ?? [[1, barCount(score)] as const]).flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => {
      const bar = from + index
      const length = barLength(score, bar)
      at += length
      return { bar, at: at - length, length }
    }),
  )
}

/** Every note that is struck, in the order of time, ties joined. */
export function playedNotes(score: Score, bars: readonly PlayedBar[]): readonly ScoreNote[] {
  const notes = score.parts.flatMap((part) =>
    joinTies(
      bars.flatMap((bar) =>
        readBar(part.bars[bar.bar - 1] ?? '').flatMap(({ notes: written }) =>
          written.flatMap((note) => strike(note, bar, part.role)),
        ),
      ),
    ),
  )
  return notes.toSorted((a, b) => a.at - b.at || a.key - b.key)
}

function strike(
  note: { readonly at: number; readonly length: number; readonly keys: readonly number[]; readonly tied: boolean },
  bar: PlayedBar,
  role: Role,
): ScoreNote[] {
  const highest = Math.max(...note.keys)
  const { at: inBar, length, tied } = note
  return note.keys.map((key) => ({ key, at: bar.at + inBar, length, role, bar, inBar, top: key === highest, tied }))
}

function joinTies(notes: readonly ScoreNote[]): readonly ScoreNote[] {
  const joined: ScoreNote[] = []
  for (const note of notes.toSorted((a, b) => a.at - b.at)) {
    const index = joined.findLastIndex(
      ({ key, tied, at, length }) => tied && key === note.key && at + length === note.at,
    )
    const before = joined[index]
    if (before) joined[index] = { ...before, length: before.length + note.length, tied: note.tied }
    else joined.push(note)
  }
  return joined
}
