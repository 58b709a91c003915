import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { residentKb } from '../measure/process-figures.ts'
import type { Child } from '../systems/child.ts'

export interface Memory {
  readonly residentKb: number
  /** Heap in use and what hangs on it outside. */
  readonly liveKb: number
}

const collections = 5

/** Of a process that preloads `collect-on-signal.ts`, once garbage is collected. @throws Error where there is no /proc. */
export async function settledMemory(child: Child): Promise<Memory> {
  await pause(1000)
  let liveKb = Number.NaN
  for (let collection = 0; collection < collections; collection += 1) {
    const told = once(child.process, 'message')
    process.kill(child.pid, 'SIGUSR2')
    const [{ liveBytes }] = (await told) as [{ readonly liveBytes: number }]
    liveKb = liveBytes / 1024
    await pause(200)
  }
  const resident = residentKb(child.pid)
  if (resident === undefined) throw new Error('Resident memory is read from /proc, which is not here')
  return { residentKb: resident, liveKb }
}
