import type { Figures } from '../load/generator.ts'
import { presentConditions, type Conditions } from '../measure/conditions.ts'
import { median } from '../measure/median.ts'
import { inMs, inThousands, table } from '../measure/table.ts'
import { most, type FanoutResult } from './result.ts'

export interface FanoutTerms {
  readonly rooms: number
  readonly players: number
  readonly listeners: number
  readonly runs: number
  readonly rate: number
  readonly conditions: Conditions
}

const columns = [
  'deliveries/s',
  '× plain',
  'p50 / p99 / p99.9 ms',
  'server µs a delivery',
  'server CPU',
  'generator CPU',
  'waited',
]

/** Three tables: each frame alone at saturation, the most there is, and a tenth of the plain loop's most. */
export function presentFanout(results: readonly FanoutResult[], terms: FanoutTerms): string {
  const { rooms, players, listeners, runs, rate } = terms
  const crowd = `${players} ${players === 1 ? 'player' : 'players'}${listeners > 0 ? ` and ${listeners} listeners` : ''}`
  const single = results.map(({ title, name, saturation }) => ({
    title,
    name,
    figures: saturation.flatMap((steps) => steps.slice(0, 1)),
  }))
  const highest = results.map(({ title, name, saturation }) => {
    const figures = saturation.map(most)
    return { name, figures, title: `${title}, ${windowsOf(figures)}` }
  })
  const steady = results.map(({ title, name, steady: figures }) => ({ title, name, figures }))
  return [
    `${rooms} ${rooms === 1 ? 'room' : 'rooms'} × ${crowd}, messages of 64 bytes; medians of ${runs} interleaved runs. ${presentConditions(terms.conditions)}`,
    'At saturation, one frame of each player under way:',
    figuresTable(single),
    'The most deliveries, with as many frames of each player under way as serve it best:',
    figuresTable(highest),
    `At ${inThousands(rate)} deliveries/s, frames at random times:`,
    figuresTable(steady),
    ...warnings(results),
  ].join('\n\n')
}

interface Row {
  readonly name: string
  readonly title: string
  readonly figures: readonly Figures[]
}

function figuresTable(rows: readonly Row[]): string {
  const plain = rows.find(({ name }) => name === 'plain')
  const plainRate = plain ? middle(plain.figures, 'deliveriesPerSecond') : Number.NaN
  return table(
    ['', ...columns],
    rows.map(({ title, figures }) => {
      const rate = middle(figures, 'deliveriesPerSecond')
      return [
        title,
        isGeneratorsLimit(figures) ? `≥ ${inThousands(rate)}` : inThousands(rate),
        Number.isNaN(plainRate) ? '–' : (rate / plainRate).toFixed(1),
        (['p50Us', 'p99Us', 'p999Us'] as const).map((field) => inMs(middle(figures, field))).join(' / '),
        orDash(middle(figures, 'serverCpuUsPerDelivery'), (value) => value.toFixed(2)),
        orDash(middle(figures, 'serverCpu'), percent),
        percent(middle(figures, 'generatorCpu')),
        percent(middle(figures, 'waited')),
      ]
    }),
  )
}

/** The generator had no time left: the server could do more. */
function isGeneratorsLimit(figures: readonly Figures[]): boolean {
  return middle(figures, 'generatorCpu') > 0.95
}

function middle(figures: readonly Figures[], field: keyof Figures): number {
  return median(figures.map((each) => each[field] ?? Number.NaN))
}

function orDash(value: number, present: (value: number) => string): string {
  return Number.isNaN(value) ? '–' : present(value)
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

function windowsOf(figures: readonly { readonly window: number }[]): string {
  const windows = [...new Set(figures.map(({ window }) => window))].toSorted((a, b) => a - b)
  return `${windows.join('–')} under way`
}

/** What would make the figures mean something else than they say. */
function warnings(results: readonly FanoutResult[]): string[] {
  return results.flatMap(({ title, saturation, steady }) => {
    const all = [...saturation.flat(), ...steady]
    const sum = (field: 'incomplete' | 'others' | 'skipped'): number => all.reduce((so, each) => so + each[field], 0)
    const said: readonly (readonly [boolean, string])[] = [
      [sum('incomplete') > 0, `frames of ${sum('incomplete')} players did not reach everybody`],
      [sum('others') > 0, `${sum('others')} frames were no notes of 64 bytes`],
      [sum('skipped') > 0, `${sum('skipped')} frames were not sent because a socket was blocked`],
    ]
    return said.filter(([isSo]) => isSo).map(([, text]) => `${title}: ${text}.`)
  })
}
