import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import type { Bench } from '../bench.ts'
import type { CrowdPlan } from '../load/crowd.ts'
import { GeneratorProcess } from '../load/generator-process.ts'
import { conditions, presentConditions } from '../measure/conditions.ts'
import { median } from '../measure/median.ts'
import { wholeNumber } from '../measure/numeric-option.ts'
import { table } from '../measure/table.ts'
import { bareRelay, plainWs } from '../systems/baselines.ts'
import type { System } from '../systems/system.ts'
import { tutti } from '../systems/tutti.ts'
import { settledMemory, type Memory } from './settled-memory.ts'

interface Contender {
  readonly title: string
  readonly system: System
  readonly inRooms: boolean
}

interface IdleRun {
  readonly title: string
  readonly before: Memory
  readonly after: Memory
  /** Of one connection, as is `liveKb`. */
  readonly residentKb: number
  readonly liveKb: number
}

const contenders: readonly Contender[] = [
  { title: 'Tutti, guests in no room', system: tutti, inRooms: false },
  { title: 'Tutti, guests in rooms', system: tutti, inRooms: true },
  { title: 'plain `ws` loop, in rooms', system: plainWs, inRooms: true },
  { title: 'bare relay, in rooms', system: bareRelay, inRooms: true },
]

const warmingRooms = 5
const collector = fileURLToPath(new URL('./collect-on-signal.ts', import.meta.url))
const collectable = ['--expose-gc', '--import', collector]

export const idle: Bench = {
  summary: 'resident memory of a connection that does nothing, beside plain ws',
  help: `npm run bench idle [-- options]

  --sockets N     connections (2000)
  --players N     of them in each room (20)
  --runs N        interleaved runs, of which the medians are told (3)
  --systems a,b   of tutti, plain, relay (all)
  --json FILE     writes everything that was measured`,
  run: async (args) => {
    const options = parseIdleOptions(args)
    const runs: IdleRun[] = []
    for (let run = 1; run <= options.runs; run += 1) {
      for (const contender of options.contenders) {
        const measured = await measureIdle(contender, options)
        runs.push(measured)
        process.stderr.write(`run ${run}: ${contender.title}: ${measured.liveKb.toFixed(1)} KB live\n`)
      }
    }
    console.log(presentIdle(runs, options))
    const raw = { sockets: options.sockets, players: options.players, conditions: conditions(), runs }
    if (options.json !== undefined) await writeFile(options.json, JSON.stringify(raw, undefined, 2))
  },
}

interface IdleOptions {
  readonly contenders: readonly Contender[]
  readonly sockets: number
  readonly players: number
  readonly runs: number
  readonly json: string | undefined
}

function parseIdleOptions(args: readonly string[]): IdleOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      sockets: { ...text, default: '2000' },
      players: { ...text, default: '20' },
      runs: { ...text, default: '3' },
      systems: { ...text, default: 'tutti,plain,relay' },
      json: text,
    },
  })
  const names = values.systems.split(',')
  return {
    contenders: contenders.filter(({ system }) => names.includes(system.name)),
    sockets: wholeNumber('sockets', values.sockets),
    players: wholeNumber('players', values.players),
    runs: wholeNumber('runs', values.runs),
    json: values.json,
  }
}

/** Accounts are made in an earlier process, and some connections come and go first: only idle sockets are in the difference. */
async function measureIdle({ title, system, inRooms }: Contender, { sockets, players }: IdleOptions): Promise<IdleRun> {
  await using running = await system.start(collectable)
  const rooms = Math.ceil(sockets / players)
  const entrance = await running.entrance({ rooms: inRooms ? rooms : 0, players: rooms * players })
  await running.renew()
  const plan = { port: running.port, entrance, playersPerRoom: players }
  await sit({ ...plan, rooms: Math.min(rooms, warmingRooms) }, () => Promise.resolve())

  const before = await settledMemory(running.child)
  const after = await sit({ ...plan, rooms }, () => settledMemory(running.child))
  const perConnection = (field: keyof Memory): number => (after[field] - before[field]) / (rooms * players)
  return { title, before, after, residentKb: perConnection('residentKb'), liveKb: perConnection('liveKb') }
}

async function sit<Result>(plan: CrowdPlan, meanwhile: () => Promise<Result>): Promise<Result> {
  await using generator = new GeneratorProcess()
  await generator.do({ kind: 'sit', plan })
  const result = await meanwhile()
  await generator.do({ kind: 'leave' })
  return result
}

function presentIdle(runs: readonly IdleRun[], options: IdleOptions): string {
  const { sockets, players, runs: count } = options
  const rows = options.contenders.map(({ title }) => {
    const own = runs.filter((run) => run.title === title)
    const middle = (read: (run: IdleRun) => number): number => median(own.map(read))
    return [
      title,
      inMb(middle((run) => run.before.residentKb)),
      inMb(middle((run) => run.after.residentKb)),
      middle((run) => run.residentKb).toFixed(1),
      middle((run) => run.liveKb).toFixed(1),
    ]
  })
  return [
    `${sockets} idle connections, rooms of ${players}; medians of ${count} interleaved runs. ${presentConditions(conditions())}`,
    table(['', 'resident before, MB', 'with them, MB', 'resident KB a connection', 'live KB a connection'], rows),
  ].join('\n\n')
}

function inMb(kb: number): string {
  return (kb / 1024).toFixed(0)
}
