import { setTimeout as pause } from 'node:timers/promises'
import type { Figures } from '../load/generator.ts'
import { GeneratorProcess } from '../load/generator-process.ts'
import { tutti } from '../systems/tutti.ts'
import { HttpGenerator } from './http-generator.ts'
import type { FloodFigures } from './login-flood.ts'

const crowd = { rooms: 4, players: 5 }
const framesPerSecond = 400
const loginsPerSecond = 200
const warmUpSeconds = 5

export interface FloodRun {
  readonly quiet: Figures
  readonly flooded: Figures
  readonly logins: FloodFigures
}

export interface FloodOptions {
  readonly runs: number
  readonly seconds: number
}

/** How late notes are while nobody, and while everybody, tries to log in. */
export async function measureFlood({ runs, seconds }: FloodOptions): Promise<readonly FloodRun[]> {
  await using running = await tutti.start([])
  const entrance = await running.entrance({ rooms: crowd.rooms, players: crowd.rooms * crowd.players })
  await using players = new GeneratorProcess()
  await using attackers = new HttpGenerator()
  const plan = { port: running.port, entrance, rooms: crowd.rooms, playersPerRoom: crowd.players }
  await players.do({ kind: 'gather', plan })
  const spell = { serverPid: running.child.pid, warmMs: 1_000, measureMs: seconds * 1000, sampling: 1 }
  const play = () => players.play({ kind: 'openLoop', framesPerSecond, spell })
  const flood = (forSeconds: number) =>
    attackers.flood({ port: running.port, perSecond: loginsPerSecond, seconds: forSeconds })
  // Until the code that refuses is compiled.
  await flood(warmUpSeconds)

  const results: FloodRun[] = []
  for (let run = 1; run <= runs; run += 1) {
    const quiet = await play()
    const flooding = flood(seconds + 2)
    await pause(500)
    const flooded = await play()
    results.push({ quiet, flooded, logins: await flooding })
    process.stderr.write(
      `run ${run}: notes p99 ${Math.round(quiet.p99Us)} µs, flooded ${Math.round(flooded.p99Us)} µs\n`,
    )
  }
  await players.do({ kind: 'leave' })
  return results
}
