import { writeFile } from 'node:fs/promises'
import type { Bench } from '../bench.ts'
import { conditions } from '../measure/conditions.ts'
import { median } from '../measure/median.ts'
import { inThousands } from '../measure/table.ts'
import type { System } from '../systems/system.ts'
import { playSteadily, saturate, type Step } from './measure-system.ts'
import { help, parseFanoutOptions, type FanoutOptions } from './options.ts'
import { presentFanout } from './present-fanout.ts'
import { most } from './result.ts'

export const fanout: Bench = {
  summary: 'deliveries/s, latency and CPU of rooms full of players, beside a plain ws loop and a bare relay',
  help,
  run: async (args) => {
    const options = parseFanoutOptions(args)
    const saturation = await interleaved(options, async (system) => {
      const steps = await saturate(system, options)
      note(`${system.name}: most ${inThousands(most(steps).deliveriesPerSecond)}/s`)
      return steps
    })
    const rate = options.rate ?? tenthOfPlain(saturation)
    const steady = await interleaved(options, async (system) => {
      const figures = await playSteadily(system, options, rate)
      note(`${system.name}: ${inThousands(figures.deliveriesPerSecond)}/s, p99 ${Math.round(figures.p99Us)} µs`)
      return figures
    })
    const results = options.systems.map(({ name, title }) => ({
      name,
      title,
      saturation: saturation.get(name) ?? [],
      steady: steady.get(name) ?? [],
    }))
    console.log(presentFanout(results, { ...options, rate, conditions: conditions() }))
    const { rooms, players, listeners } = options
    const raw = { rooms, players, listeners, rate, conditions: conditions(), results }
    if (options.json !== undefined) await writeFile(options.json, JSON.stringify(raw, undefined, 2))
  },
}

/** Tutti, plain, relay, Tutti, plain, …: whatever the machine does meanwhile happens to all of them. */
async function interleaved<Result>(
  { runs, systems }: FanoutOptions,
  measure: (system: System) => Promise<Result>,
): Promise<ReadonlyMap<string, readonly Result[]>> {
  const results = new Map<string, Result[]>()
  for (let run = 1; run <= runs; run += 1) {
    for (const system of systems) {
      const before = results.get(system.name) ?? []
      results.set(system.name, [...before, await measure(system)])
    }
    note(`run ${run} of ${runs} done`)
  }
  return results
}

function tenthOfPlain(saturation: ReadonlyMap<string, readonly (readonly Step[])[]>): number {
  const plain = saturation.get('plain') ?? []
  return Math.round(median(plain.map((steps) => most(steps).deliveriesPerSecond)) / 10)
}

function note(text: string): void {
  process.stderr.write(`${text}\n`)
}
