import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { DatabaseError } from './adapters/database/database-error.ts'
import { ConfigError } from './config/config-error.ts'
import { renderHelp } from './config/help.ts'
import { loadConfig, type Config } from './config/load-config.ts'
import type { Environment } from './config/read-environment.ts'
import { startServer, type Server } from './server.ts'
import { createLog, type Log } from './telemetry/log.ts'

export interface Main {
  /** What stands behind the program's name on the command line. */
  readonly argv: readonly string[]
  readonly env: Environment
  /** Gets ready what the server serves, once the configuration is known to be good: the folder of the web client. */
  readonly prepare?: () => Promise<string | undefined>
}

/** npm passes a signal on that the terminal has sent to everybody: within this time a second one is the same one. */
const sameSignalMs = 2000
const longestStopMs = 20_000

/** The whole program, from the command line to its end. Sets the exit code: 0 for a clean end, 1 with one line on stderr. */
export async function main({ argv, env, prepare }: Main): Promise<void> {
  if (argv.includes('--help') || argv.includes('-h')) return say(renderHelp(readVersion()))
  if (argv.includes('--version') || argv.includes('-v')) return say(readVersion())
  try {
    const config = loadConfig(argv, env)
    const webClientDir = await prepare?.()
    const log = createLog({ level: config.logLevel, format: config.logFormat })
    await run({ config, log, webClientDir })
  } catch (error) {
    process.exitCode = 1
    process.stderr.write(`${explain(error)}\n`)
  }
}

interface Run {
  readonly config: Config
  readonly log: Log
  readonly webClientDir: string | undefined
}

async function run({ config, log, webClientDir }: Run): Promise<void> {
  const stopping = listenForStop(log)
  await using server = await startServer({ config, log, webClientDir })
  say(`Tutti is ready at ${server.url}`)
  for (const address of otherAddresses(config, server)) say(`             also at ${address}`)
  const signal = await stopping
  log.info({ event: 'server_stopping', signal })
  endAtLast(log)
}

/** What hangs does not keep the process. */
function endAtLast(log: Log): void {
  const end = setTimeout(() => {
    log.error({ event: 'server_stop_timed_out' })
    process.exit(1)
  }, longestStopMs)
  end.unref()
}

/** Resolves at the first signal; one that comes later than its echo ends the process at once. */
async function listenForStop(log: Log): Promise<string> {
  const stop = new AbortController()
  const first = Promise.race([once(process, 'SIGINT', stop), once(process, 'SIGTERM', stop)])
  const signal = await first.then(([name]) => String(name))
  stop.abort()
  const stoppingSince = performance.now()
  const insist = (): void => {
    if (performance.now() - stoppingSince < sameSignalMs) return
    log.warn({ event: 'server_forced_to_stop' })
    // The person has asked twice: what hangs now is not waited for.
    process.exit(1)
  }
  process.on('SIGINT', insist)
  process.on('SIGTERM', insist)
  return signal
}

/** Where others in the same network reach a server that listens on every interface. */
function otherAddresses({ host, publicUrl }: Config, { port }: Server): readonly string[] {
  if (publicUrl !== undefined) return [publicUrl]
  if (host !== undefined && host !== '::' && host !== '0.0.0.0') return []
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}`)
}

/** One line for the person who started the server. What is not theirs to mend comes with its stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DatabaseError) return error.message
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  const port = 'port' in error ? String(error.port) : ''
  if (code === 'EADDRINUSE') return `Port ${port} is in use already. Choose another one with --port.`
  if (code === 'EACCES' && port) return `Port ${port} may not be used without more rights. Choose another with --port.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `This machine does not have the address of --host.`
  return `Tutti cannot start: ${error.message.split('\n')[0]}`
}

function readVersion(): string {
  const manifest: { version?: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return manifest.version ?? ''
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
