import type { Figures, PlayOrder, Spell } from '../load/generator.ts'
import { GeneratorProcess } from '../load/generator-process.ts'
import type { System } from '../systems/system.ts'
import type { FanoutOptions } from './options.ts'

/** What a system does with `window` frames of each player under way. */
export interface Step extends Figures {
  readonly window: number
}

const warmMs = 700
const sampledWhenBusy = 16
/** At full speed first, until the code of every server is compiled. */
const rehearsal = { warmMs, measureMs: 2_500, sampling: sampledWhenBusy }
/** Higher windows would make a healthy reader look slow: more than 64 KiB could be under way to it. */
const windows = [1, 2, 4, 8, 16, 32]
/** A larger share of the time without a core says that something else was running. */
const mostWaited = 0.05
const attempts = 3
const worthwhileRise = 1.03

/** Raises the window until deliveries per second rise no more. */
export async function saturate(system: System, options: FanoutOptions): Promise<Step[]> {
  return await withCrowd(system, options, async (generator, serverPid) => {
    const spell: Spell = { serverPid, warmMs, measureMs: options.measureMs, sampling: sampledWhenBusy }
    const steps: Step[] = []
    let best = 0
    let stale = 0
    for (const window of windows) {
      const figures = await playQuietly(generator, { kind: 'closedLoop', window, spell })
      steps.push({ window, ...figures })
      stale = figures.deliveriesPerSecond < best * worthwhileRise ? stale + 1 : 0
      best = Math.max(best, figures.deliveriesPerSecond)
      if (stale === 2) break
    }
    return steps
  })
}

/** Plays at random times at a steady rate, so that each frame comes alone. */
export async function playSteadily(
  system: System,
  options: FanoutOptions,
  deliveriesPerSecond: number,
): Promise<Figures> {
  return await withCrowd(system, options, async (generator, serverPid) => {
    const framesPerSecond = deliveriesPerSecond / (options.players - 1 + options.listeners)
    const spell: Spell = { serverPid, warmMs: warmMs * 2, measureMs: options.measureMs, sampling: 1 }
    await generator.play({ kind: 'closedLoop', window: 1, spell: { serverPid, ...rehearsal } })
    return await playQuietly(generator, { kind: 'openLoop', framesPerSecond, spell })
  })
}

/** Plays again when one of the two had to wait for its core, and keeps the quietest attempt, whatever its figures are. */
async function playQuietly(generator: GeneratorProcess, order: PlayOrder): Promise<Figures> {
  let quietest = await generator.play(order)
  for (let attempt = 2; attempt <= attempts && quietest.waited > mostWaited; attempt += 1) {
    const figures = await generator.play(order)
    if (figures.waited < quietest.waited) quietest = figures
  }
  return quietest
}

async function withCrowd<Result>(
  system: System,
  { rooms, players, listeners }: FanoutOptions,
  measure: (generator: GeneratorProcess, serverPid: number) => Promise<Result>,
): Promise<Result> {
  await using running = await system.start([])
  const entrance = await running.entrance({ rooms, players: rooms * (players + listeners), placesPerRoom: players })
  await using generator = new GeneratorProcess()
  const plan = { port: running.port, entrance, rooms, playersPerRoom: players, listenersPerRoom: listeners }
  await generator.do({ kind: 'gather', plan })
  const result = await measure(generator, running.child.pid)
  await generator.do({ kind: 'leave' })
  return result
}
