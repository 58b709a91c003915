import { setTimeout as pause } from 'node:timers/promises'
import { cpuSeconds, waitedSeconds } from '../measure/process-figures.ts'
import { openCrowd, type CrowdPlan, type Member } from './crowd.ts'
import { Orchestra } from './orchestra.ts'

/** What the generator's process is told to do, one order at a time; each is answered by an `Answer`. */
export type Order =
  | { readonly kind: 'gather'; readonly plan: CrowdPlan }
  | { readonly kind: 'closedLoop'; readonly window: number; readonly spell: Spell }
  | { readonly kind: 'openLoop'; readonly framesPerSecond: number; readonly spell: Spell }
  | { readonly kind: 'sit'; readonly plan: CrowdPlan }
  | { readonly kind: 'leave' }

export type PlayOrder = Extract<Order, { readonly spell: Spell }>

export interface Spell {
  readonly serverPid: number
  readonly warmMs: number
  readonly measureMs: number
  /** One delivery in this many is timed; a power of two up to 128. */
  readonly sampling: number
}

/** What one spell of playing has shown. */
export interface Figures {
  readonly deliveriesPerSecond: number
  readonly p50Us: number
  readonly p99Us: number
  readonly p999Us: number
  /** Share of one core, all threads. */
  readonly generatorCpu: number
  /** Share of one core, all threads; null where it cannot be read. */
  readonly serverCpu: number | null
  readonly serverCpuUsPerDelivery: number | null
  /** Share of the time in which the server, or the generator if that is more, was ready to run without a core. */
  readonly waited: number
  /** Frames besides notes. */
  readonly others: number
  /** Frames that a blocked socket kept from being sent. */
  readonly skipped: number
  /** Players with a frame that not everybody has heard, after all is quiet. */
  readonly incomplete: number
}

export type Answer =
  | { readonly done: true; readonly figures?: Figures }
  | { readonly done: false; readonly error: string }

let orchestra: Orchestra | undefined
let sitters: readonly Member[] = []

process.on('message', (order: Order) => {
  void answer(order).then((reply) => process.send?.(reply))
})

async function answer(order: Order): Promise<Answer> {
  try {
    const figures = await obey(order)
    return figures ? { done: true, figures } : { done: true }
  } catch (error) {
    return { done: false, error: error instanceof Error ? error.message : String(error) }
  }
}

async function obey(order: Order): Promise<Figures | undefined> {
  switch (order.kind) {
    case 'gather':
      orchestra = await Orchestra.gather(order.plan)
      return undefined
    case 'sit':
      sitters = await openCrowd(order.plan)
      return undefined
    case 'leave':
      await orchestra?.[Symbol.asyncDispose]()
      await Promise.all(sitters.map(({ raw }) => raw.close()))
      return undefined
    default:
      return await play(order)
  }
}

async function play(order: PlayOrder): Promise<Figures> {
  if (!orchestra) throw new Error('Nobody is there to play')
  const players = orchestra
  players.ear.sampling = order.spell.sampling
  await players.prime()
  let figures: Omit<Figures, 'skipped' | 'incomplete'> | undefined
  const measured = async (): Promise<void> => {
    figures = await measure(players, order.spell)
  }
  let skipped = 0
  if (order.kind === 'closedLoop') await players.playClosedLoop(order.window, measured)
  else ({ skipped } = await players.playOpenLoop(order.framesPerSecond, measured))
  players.checkConnections()
  if (!figures) throw new Error('Nothing was measured')
  return { ...figures, skipped, incomplete: players.ear.incomplete }
}

async function measure(
  players: Orchestra,
  { serverPid, warmMs, measureMs }: Spell,
): Promise<Omit<Figures, 'skipped' | 'incomplete'>> {
  const { ear } = players
  await pause(warmMs)
  ear.clear()
  const before = counters(serverPid)
  await pause(measureMs)
  const after = counters(serverPid)
  const seconds = (after.atMs - before.atMs) / 1000
  const spent = before.server === undefined || after.server === undefined ? null : after.server - before.server
  return {
    deliveriesPerSecond: ear.deliveries / seconds,
    p50Us: ear.latency.quantile(0.5) / 1000,
    p99Us: ear.latency.quantile(0.99) / 1000,
    p999Us: ear.latency.quantile(0.999) / 1000,
    generatorCpu: (after.ownUs - before.ownUs) / 1e6 / seconds,
    serverCpu: spent === null ? null : spent / seconds,
    serverCpuUsPerDelivery: spent === null ? null : (spent / ear.deliveries) * 1e6,
    waited: Math.max(after.serverWaited - before.serverWaited, after.ownWaited - before.ownWaited) / seconds,
    others: ear.others,
  }
}

function counters(serverPid: number) {
  const own = process.cpuUsage()
  return {
    atMs: performance.now(),
    ownUs: own.user + own.system,
    server: cpuSeconds(serverPid),
    serverWaited: waitedSeconds(serverPid) ?? 0,
    ownWaited: waitedSeconds(process.pid) ?? 0,
  }
}
