import { median } from '../measure/median.ts'
import type { Onset } from './way.ts'

/** How true the rhythm came through. */
export interface RhythmFigures {
  readonly notes: number
  /** How far onsets lie from where they would be if all of a performance were later by the same, in ms. */
  readonly p50Ms: number
  readonly p99Ms: number
  /** From key to ear, without the line's own delay: the middle of all notes. */
  readonly addedMs: number
  /** 0 to 1: left out. */
  readonly lost: number
}

/** Each performance counts from its own middle delay; then all their notes count alike. */
export function rhythmOf(performances: readonly (readonly Onset[])[], lineDelayMs: number): RhythmFigures {
  const errors: number[] = []
  const delays: number[] = []
  for (const onsets of performances) {
    const late = onsets.flatMap(({ pressedMs, heardMs }) => (heardMs === undefined ? [] : [heardMs - pressedMs]))
    const middle = median(late)
    for (const delayMs of late) {
      errors.push(Math.abs(delayMs - middle))
      delays.push(delayMs)
    }
  }
  const notes = performances.reduce((sum, { length }) => sum + length, 0)
  const sorted = errors.toSorted((a, b) => a - b)
  const quantile = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
  return {
    notes,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    addedMs: median(delays) - lineDelayMs,
    lost: 1 - delays.length / notes,
  }
}
