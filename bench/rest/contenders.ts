import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child, freePort, untilListening } from '../systems/child.ts'

export interface HttpServerProcess extends AsyncDisposable {
  readonly port: number
  readonly pid: number
}

const hello = fileURLToPath(new URL('./hello-server.ts', import.meta.url))
const tutti = fileURLToPath(new URL('../systems/serve-tutti.ts', import.meta.url))

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

/** The whole server as an operator runs it, limits on, with a database file of its own. */
export async function startTutti(): Promise<HttpServerProcess> {
  await using owned = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'tutti-bench-'))
  owned.defer(() => rm(dataDir, { recursive: true, force: true }))
  const port = await freePort()
  const place = { TUTTI_PORT: String(port), TUTTI_HOST: '127.0.0.1', TUTTI_DATA_DIR: dataDir }
  const env = { NODE_ENV: 'production', ...place, ...limits }
  const server = owned.use(await started(new Child({ command: [process.execPath, tutti], env, side: 'server' }), port))
  const moved = owned.move()
  return { port, pid: server.pid, [Symbol.asyncDispose]: () => moved.disposeAsync() }
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
