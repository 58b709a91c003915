import { writeFile } from 'node:fs/promises'
import type { Bench } from '../bench.ts'
import { help, parseRhythmOptions, type RhythmOptions } from './options.ts'
import { bundledPerformances, type NamedPerformance, readPerformances } from './performances.ts'
import { presentRhythm, type RhythmResult } from './present-rhythm.ts'
import { rhythmOf } from './rhythm-figures.ts'
import type { Line, Onset, Way } from './way.ts'

export const rhythm: Bench = {
  summary: 'how true the rhythm of real performances is at the listener, over simulated links, beside two other ways',
  help,
  run: async (args) => {
    const options = parseRhythmOptions(args)
    const { performances: folder } = options
    const performances = folder === undefined ? bundledPerformances() : await readPerformances(folder)
    const results: RhythmResult[] = []
    for (const line of options.lines) {
      for (const way of options.ways) {
        const figures = rhythmOf(await playAll(performances, { way, line, runs: options.runs }), line.delayMs)
        results.push({ way: way.name, title: way.title, line, figures })
        process.stderr.write(
          `${line.delayMs} ms, jitter ${line.jitterMs}: ${way.title}, p99 ${figures.p99Ms.toFixed(1)}\n`,
        )
      }
    }
    console.log(presentRhythm(results, { performances, runs: options.runs }))
    const raw = { performances: performances.map(({ name }) => name), runs: options.runs, results }
    if (options.json !== undefined) await writeFile(options.json, JSON.stringify(raw, undefined, 2))
  },
}

interface Playing extends Pick<RhythmOptions, 'runs'> {
  readonly way: Way
  readonly line: Line
}

/** Each performance in each run has luck of its own, the same for every way and in every repetition. */
async function playAll(performances: readonly NamedPerformance[], { way, line, runs }: Playing): Promise<Onset[][]> {
  const played: Onset[][] = []
  for (let run = 0; run < runs; run += 1) {
    for (const [index, { events }] of performances.entries()) {
      played.push([...(await way.play({ events, line, seed: 1 + 100 * run + 10 * index }))])
    }
  }
  return played
}
