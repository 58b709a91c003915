import { fileURLToPath } from 'node:url'
import { Child, freePort, untilListening } from '../systems/child.ts'
import { startTutti } from '../systems/tutti.ts'

export interface HttpServerProcess extends AsyncDisposable {
  readonly port: number
  readonly pid: number
}

const hello = fileURLToPath(new URL('./hello-server.ts', import.meta.url))

/** Counted like any other, but more than can be asked. */
const plenty = String(1_000_000_000)
const limits = {
  TUTTI_LIMITS: 'standard',
  TUTTI_LIMITS_GENERAL: plenty,
  TUTTI_LIMITS_AUTH: plenty,
  TUTTI_LIMITS_GUEST: plenty,
  TUTTI_SOCKETS_PER_SECOND: '1000000',
  TUTTI_LIMITS_ROOMS: '1000000',
}

export async function startHello(): Promise<HttpServerProcess> {
  const port = await freePort()
  return await started(new Child({ command: [process.execPath, hello, String(port)], side: 'server' }), port)
}

/** The whole server as an operator runs it, limits on. */
export async function startLimitedTutti(): Promise<HttpServerProcess> {
  const running = await startTutti({ env: limits })
  return { port: running.port, pid: running.child.pid, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() }
}

async function started(child: Child, port: number): Promise<HttpServerProcess> {
  try {
    await untilListening(child, port)
    return { port, pid: child.pid, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() }
  } catch (error) {
    await child[Symbol.asyncDispose]()
    throw error
  }
}
