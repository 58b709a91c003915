import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Entrance } from '../load/crowd.ts'
import { Child, freePort, untilListening } from './child.ts'
import type { Running, System } from './system.ts'

export const plainWs = nodeBaseline('plain', 'plain `ws` loop', '../baselines/plain-ws.ts')
export const bareRelay = nodeBaseline('relay', 'bare relay', '../baselines/bare-relay.ts')

/** A relay in C from outside: `cc -O2`, started as `relay PORT tick`, entered through `/?room=`. */
export function nativeRelay(source: string): System {
  return {
    name: 'native',
    title: 'bare relay in C',
    start: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'tutti-bench-'))
      const program = join(folder, 'relay')
      const built = spawnSync('cc', ['-O2', '-o', program, source], { encoding: 'utf8' })
      if (built.status !== 0) throw new Error(`The relay does not compile: ${built.stderr}`)
      const running = await startAtPort((port) => [program, String(port), 'tick'])
      return {
        ...running,
        [Symbol.asyncDispose]: async () => {
          await running[Symbol.asyncDispose]()
          await rm(folder, { recursive: true })
        },
      }
    },
  }
}

function nodeBaseline(name: string, title: string, path: string): System {
  const program = fileURLToPath(new URL(path, import.meta.url))
  return {
    name,
    title,
    start: (nodeOptions) => {
      const command = (port: number) => [process.execPath, ...nodeOptions, program, String(port)] as const
      return startAtPort(command, { ipc: nodeOptions.length > 0 })
    },
  }
}

interface AtPort {
  readonly entrance?: Exclude<Entrance['kind'], 'tutti'>
  readonly ipc?: boolean
}

export async function startAtPort(
  command: (port: number) => readonly [string, ...string[]],
  { entrance = 'query', ipc = false }: AtPort = {},
): Promise<Running> {
  const port = await freePort()
  const child = new Child({ command: command(port), side: 'server', ipc })
  try {
    await untilListening(child, port)
  } catch (error) {
    await child[Symbol.asyncDispose]()
    throw error
  }
  return {
    child,
    port,
    entrance: () => Promise.resolve({ kind: entrance }),
    renew: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}
