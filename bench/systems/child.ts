import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { allowedCores } from '../measure/process-figures.ts'

export interface Launch {
  readonly command: readonly [string, ...string[]]
  readonly env?: Readonly<Record<string, string>>
  /** Which of the two cores it gets, when there are two and `taskset` is there. */
  readonly side: 'server' | 'generator'
  /** A file descriptor for what it writes; errors go to this process's own by default. */
  readonly output?: number
  readonly ipc?: boolean
}

const running = new Set<ChildProcess>()

// Whoever ends this process ends what it started.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.once(signal, () => {
    for (const child of running) child.kill('SIGTERM')
    process.kill(process.pid, signal)
  })
}
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** A process of its own, ended with its owner, also when that one is told to end. */
export class Child implements AsyncDisposable {
  readonly process: ChildProcess

  constructor({ command, env = {}, side, output, ipc = false }: Launch) {
    const [file, ...args] = pinned(side, command)
    this.process = spawn(file, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', output ?? 'ignore', output ?? 'inherit', ...(ipc ? (['ipc'] as const) : [])],
    })
    const { process: child } = this
    running.add(child)
    child.once('exit', () => running.delete(child))
  }

  get pid(): number {
    if (this.process.pid === undefined) throw new Error('The process could not be started')
    return this.process.pid
  }

  get ended(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null
  }

  /** Sends an order to a child with `ipc`, one at a time. @throws Error when it ends without an answer. */
  async ask<Answer>(order: object): Promise<Answer> {
    const answered = new AbortController()
    const { signal } = answered
    const death = once(this.process, 'exit', { signal }).then(() => {
      throw new Error('The process has ended')
    })
    const message = once(this.process, 'message', { signal })
    this.process.send(order)
    try {
      const [answer] = await Promise.race([message, death])
      return answer
    } finally {
      answered.abort()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.ended) return
    const exited = once(this.process, 'exit')
    this.process.kill('SIGTERM')
    const grace = setTimeout(() => this.process.kill('SIGKILL'), 5000)
    await exited
    clearTimeout(grace)
  }
}

const sides = { server: 0, generator: 1 } as const
const cores = allowedCores()

/** Whether server and generator have a core each. */
export const pinning = cores.length >= 2 && spawnSync('taskset', ['--version']).status === 0

function pinned(side: Launch['side'], command: Launch['command']): Launch['command'] {
  const core = cores[sides[side]]
  return pinning && core !== undefined ? ['taskset', '-c', String(core), ...command] : command
}

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No TCP port')
  return address.port
}

/** @throws Error when the child ends, or nothing listens within 20 s. */
export async function untilListening(child: Child, port: number): Promise<void> {
  const patience = AbortSignal.timeout(20_000)
  while (!(await accepts(port))) {
    if (child.ended) throw new Error('The server ended before it listened')
    if (patience.aborted) throw new Error('The server does not listen after 20 s')
    await pause(50)
  }
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' })
  const opened = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  })
  socket.destroy()
  return opened
}
