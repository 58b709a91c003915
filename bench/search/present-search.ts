import { presentConditions, type Conditions } from '../measure/conditions.ts'
import { median } from '../measure/median.ts'
import { inMs, table } from '../measure/table.ts'

/** What one contender has shown, in one run. */
export interface SearchRun {
  readonly title: string
  readonly total: number
  readonly p50Us: number
  readonly p99Us: number
}

export interface SearchTerms {
  readonly users: number
  readonly runs: number
  readonly asks: number
  readonly conditions: Conditions
}

/** Markdown. The first contender is the one that the others are compared with. */
export function presentSearch(
  runs: readonly SearchRun[],
  { users, runs: count, asks, conditions }: SearchTerms,
): string {
  const titles = [...new Set(runs.map(({ title }) => title))]
  const middle = (title: string | undefined, read: (run: SearchRun) => number): number =>
    median(runs.filter((run) => run.title === title).map(read))
  const plain = middle(titles[0], ({ p50Us }) => p50Us)
  const rows = titles.map((title) => {
    const p50Us = middle(title, (run) => run.p50Us)
    const p99Us = middle(title, (run) => run.p99Us)
    const total = String(middle(title, (run) => run.total))
    return [title, total, inMs(p50Us), inMs(p99Us), (p50Us / plain).toFixed(1)]
  })
  return [
    `${users} accounts, pages of 20 with their total; each asked ${asks} times, one at a time; medians of ${count} ` +
      `interleaved runs. ${presentConditions(conditions)}`,
    table(['', 'found', 'p50 ms', 'p99 ms', '× plain'], rows),
  ].join('\n\n')
}
