import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, startServer, type Config } from '@tutti/server'

export interface TestServer extends AsyncDisposable {
  readonly url: string
  readonly port: number
  readonly config: Config
}

/** The whole server on a free port of this machine, with a database in memory and a data folder of its own. */
export async function startTestServer(
  overrides: Partial<Config> & { readonly webClientDir?: string } = {},
): Promise<TestServer> {
  await using owned = new AsyncDisposableStack()
  const { webClientDir, ...options } = overrides
  const dataDir = options.dataDir ?? (await temporaryFolder(owned))
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    dataDir,
    publicUrl: undefined,
    databaseUrl: 'memory:',
    limits: 'off',
    roomsMaxUsers: 50,
    roomsCloseAfterMs: 60_000,
    socketsSilenceMs: 60_000,
    logLevel: 'silent',
    logFormat: 'json',
    ...options,
  }
  const log = createLog({ level: config.logLevel, format: config.logFormat })
  const { url, port } = owned.use(await startServer({ config, log, webClientDir }))
  const rest = owned.move()
  return { url, port, config, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

async function temporaryFolder(owned: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tutti-test-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  return folder
}
