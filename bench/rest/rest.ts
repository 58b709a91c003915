import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Bench } from '../bench.ts'
import { conditions } from '../measure/conditions.ts'
import { wholeNumber } from '../measure/numeric-option.ts'
import { startHello, startLimitedTutti } from './contenders.ts'
import { HttpGenerator } from './http-generator.ts'
import { measureFlood } from './measure-flood.ts'
import { fillTutti, type Target } from './fill-tutti.ts'
import { presentRest, type RestRun } from './present-rest.ts'

interface RestOptions {
  readonly rooms: number
  readonly runs: number
  readonly seconds: number
  readonly connections: number
  readonly pipelined: number
  readonly json: string | undefined
}

/** Until the last of the code is compiled: tens of thousands of requests. */
const warmUpSeconds = 4

export const rest: Bench = {
  summary: 'requests/s and latency of the API, beside a bare Hono; notes while logins flood in',
  help: `npm run bench rest [-- options]

  --rooms N          public rooms (1000)
  --runs N           interleaved runs, of which the medians are told (3)
  --seconds N        measured seconds of each step (3)
  --connections N    kept alive (16)
  --pipelined N      requests of one connection under way (1)
  --json FILE        writes everything that was measured`,
  run: async (args) => {
    const options = parseRestOptions(args)
    const runs = await measureRequests(options)
    const flood = await measureFlood(options)
    console.log(presentRest(runs, flood, { ...options, conditions: conditions() }))
    const raw = { ...options, conditions: conditions(), runs, flood }
    if (options.json !== undefined) await writeFile(options.json, JSON.stringify(raw, undefined, 2))
  },
}

/** Both servers run all the time, and are asked in turn: whatever the machine does meanwhile happens to both. */
async function measureRequests(options: RestOptions): Promise<readonly RestRun[]> {
  await using hello = await startHello()
  await using tutti = await startLimitedTutti()
  await using generator = new HttpGenerator()
  const targets: readonly Target[] = [
    { title: 'bare Hono, `hello`', port: hello.port, serverPid: hello.pid, path: '/', headers: {} },
    ...(await fillTutti(tutti, options.rooms)),
  ]
  const runs: RestRun[] = []
  const { connections, pipelined, seconds } = options
  for (let run = 1; run <= options.runs; run += 1) {
    for (const { title, ...target } of targets) {
      const figures = await generator.load({ ...target, connections, pipelined, warmUpSeconds, seconds })
      runs.push({ title, figures })
      process.stderr.write(`run ${run}: ${title}: ${Math.round(figures.requestsPerSecond)}/s\n`)
    }
  }
  return runs
}

function parseRestOptions(args: readonly string[]): RestOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      rooms: { ...text, default: '1000' },
      runs: { ...text, default: '3' },
      seconds: { ...text, default: '3' },
      connections: { ...text, default: '16' },
      pipelined: { ...text, default: '1' },
      json: text,
    },
  })
  return {
    rooms: wholeNumber('rooms', values.rooms),
    runs: wholeNumber('runs', values.runs),
    seconds: wholeNumber('seconds', values.seconds),
    connections: wholeNumber('connections', values.connections),
    pipelined: wholeNumber('pipelined', values.pipelined),
    json: values.json,
  }
}
