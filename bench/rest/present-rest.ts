import { presentConditions, type Conditions } from '../measure/conditions.ts'
import { median } from '../measure/median.ts'
import { inMs, inThousands, table } from '../measure/table.ts'
import type { HttpFigures } from './http-load.ts'
import type { FloodRun } from './measure-flood.ts'

/** What one target has shown, in one run. */
export interface RestRun {
  readonly title: string
  readonly figures: HttpFigures
}

export interface RestTerms {
  readonly rooms: number
  readonly connections: number
  readonly pipelined: number
  readonly runs: number
  readonly conditions: Conditions
}

/** Markdown. The first target is the one that the others are compared with. */
export function presentRest(runs: readonly RestRun[], flood: readonly FloodRun[], terms: RestTerms): string {
  const { rooms, connections, pipelined, runs: count } = terms
  const asked = `${connections} connections kept alive, ${pipelined} request of each under way`
  return [
    `${rooms} rooms; ${asked}; medians of ${count} interleaved runs. ${presentConditions(terms.conditions)}`,
    requestTable(runs),
    'Notes of 20 players in 4 rooms, while 200 logins a second with wrong passwords come in:',
    floodTable(flood),
  ].join('\n\n')
}

function requestTable(runs: readonly RestRun[]): string {
  const titles = [...new Set(runs.map(({ title }) => title))]
  const rateOf = (title?: string) => middle(runs, title, ({ requestsPerSecond }) => requestsPerSecond)
  const bare = rateOf(titles[0])
  const rows = titles.map((title) => [
    title,
    inThousands(rateOf(title)),
    `${Math.round((rateOf(title) / bare) * 100)} %`,
    presentCpu(middle(runs, title, ({ serverCpuUs }) => serverCpuUs ?? Number.NaN)),
    inMs(middle(runs, title, ({ p50Us }) => p50Us)),
    inMs(middle(runs, title, ({ p99Us }) => p99Us)),
    String(Math.round(middle(runs, title, ({ bytesPerAnswer }) => bytesPerAnswer))),
    String(runs.filter((run) => run.title === title).reduce((sum, { figures }) => sum + figures.refused, 0)),
    `${Math.round(middle(runs, title, ({ generatorCpu }) => generatorCpu) * 100)} %`,
  ])
  const head = ['', 'requests/s', 'of bare', 'server CPU µs', 'p50 ms', 'p99 ms', 'bytes', 'not 200', 'generator CPU']
  return table(head, rows)
}

function presentCpu(us: number): string {
  return Number.isNaN(us) ? '–' : String(Math.round(us))
}

function middle(runs: readonly RestRun[], title: string | undefined, read: (figures: HttpFigures) => number): number {
  return median(runs.filter((run) => run.title === title).map(({ figures }) => read(figures)))
}

function floodTable(runs: readonly FloodRun[]): string {
  const told = (read: (run: FloodRun) => number) => inMs(median(runs.map(read)))
  const statuses = runs.map(({ logins }) => logins.byStatus)
  const total = (status: string) => String(statuses.reduce((sum, by) => sum + (by[status] ?? 0), 0))
  return [
    table(
      ['', 'p50 ms', 'p99 ms'],
      [
        ['quiet', told(({ quiet }) => quiet.p50Us), told(({ quiet }) => quiet.p99Us)],
        ['flooded', told(({ flooded }) => flooded.p50Us), told(({ flooded }) => flooded.p99Us)],
      ],
    ),
    `Logins looked at: ${total('401')}; turned away with 503: ${total('503')}.`,
  ].join('\n\n')
}
