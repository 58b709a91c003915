import { table } from '../measure/table.ts'
import type { NamedPerformance } from './performances.ts'
import type { RhythmFigures } from './rhythm-figures.ts'
import { isNoteOn, type Line } from './way.ts'

export interface RhythmResult {
  readonly way: string
  readonly title: string
  readonly line: Line
  readonly figures: RhythmFigures
}

export interface RhythmTerms {
  readonly performances: readonly NamedPerformance[]
  readonly runs: number
}

/** One table for lines that flow and one for each kind that stalls; a row for each line, a column for each way. */
export function presentRhythm(results: readonly RhythmResult[], { performances, runs }: RhythmTerms): string {
  const notes = performances.reduce((sum, { events }) => sum + events.filter(isNoteOn).length, 0)
  const minutes = performances.reduce((sum, { events }) => sum + (events.at(-1)?.atMs ?? 0), 0) / 60_000
  const shares = [...new Set(results.map(({ line }) => line.stallShare))]
  return [
    `${performances.length} performances, ${notes} notes, ${minutes.toFixed(0)} minutes, each played ${runs} times.`,
    ...shares.flatMap((share) => [
      share === 0 ? 'Lines that flow:' : `Lines of which each half stands still for ${share * 100} % of the time:`,
      linesTable(results.filter(({ line }) => line.stallShare === share)),
    ]),
  ].join('\n\n')
}

function linesTable(results: readonly RhythmResult[]): string {
  const titles = [...new Set(results.map(({ title }) => title))]
  const lines = [...new Set(results.map(({ line }) => line))]
  return table(
    ['delay + jitter', ...titles],
    lines.map((line) => [
      `${line.delayMs} + ${line.jitterMs} ms`,
      ...titles.map((title) => {
        const result = results.find((each) => each.title === title && each.line === line)
        return result ? cell(result.figures) : '–'
      }),
    ]),
  )
}

function cell({ p50Ms, p99Ms, addedMs, lost }: RhythmFigures): string {
  const left = lost > 0 ? `, ${(lost * 100).toFixed(1)} % lost` : ''
  return `${p50Ms.toFixed(1)} / ${p99Ms.toFixed(1)}, +${Math.round(addedMs)}${left}`
}
