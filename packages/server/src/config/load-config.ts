import { join } from 'node:path'
import type { z } from 'zod'
import type { LogLevel } from '../telemetry/log.ts'
import { ConfigError } from './config-error.ts'
import { options, type OptionName, type Options } from './options.ts'
import { readEnvironment, type Environment } from './read-environment.ts'
import { readFlags } from './read-flags.ts'

export interface Config {
  readonly port: number
  /** Undefined listens on all interfaces. */
  readonly host: string | undefined
  readonly dataDir: string
  /** An origin such as `https://piano.example.com`, without a slash at its end. */
  readonly publicUrl: string | undefined
  readonly databaseUrl: string
  readonly limits: 'standard' | 'off'
  readonly roomsMaxUsers: number
  readonly roomsCloseAfterMs: number
  readonly socketsSilenceMs: number
  readonly logLevel: LogLevel
  readonly logFormat: 'pretty' | 'json'
}

/** The command line wins over the environment, which wins over the defaults. @throws ConfigError. */
export function loadConfig(argv: readonly string[], env: Environment): Config {
  const given = new Map([...readEnvironment(env), ...readFlags(argv)])
  const read = <Name extends OptionName>(name: Name) => readOption(name, given)
  const dataDir = read('dataDir') ?? options.dataDir.fallback
  return Object.freeze({
    port: read('port') ?? options.port.fallback,
    host: read('host'),
    dataDir,
    publicUrl: read('publicUrl'),
    databaseUrl: read('databaseUrl') ?? `file:${join(dataDir, 'tutti.db')}`,
    limits: read('limits') ?? options.limits.fallback,
    roomsMaxUsers: read('roomsMaxUsers') ?? options.roomsMaxUsers.fallback,
    roomsCloseAfterMs: read('roomsCloseAfterMs') ?? options.roomsCloseAfterMs.fallback,
    socketsSilenceMs: read('socketsSilenceMs') ?? options.socketsSilenceMs.fallback,
    logLevel: read('logLevel') ?? options.logLevel.fallback,
    logFormat: read('logFormat') ?? (process.stdout.isTTY ? 'pretty' : 'json'),
  })
}

type ValueOf<Name extends OptionName> = z.output<Options[Name]['schema']>

function readOption<Name extends OptionName>(
  name: Name,
  given: ReadonlyMap<string, string>,
): ValueOf<Name> | undefined {
  const { env, schema, allowed } = options[name]
  const text = given.get(env)
  if (text === undefined) return undefined
  const parsed = schema.safeParse(text)
  if (!parsed.success) throw new ConfigError(`${env} is ${JSON.stringify(text)}, but must be ${allowed}.`)
  // TypeScript does not follow an indexed schema to its own output.
  return parsed.data as ValueOf<Name>
}
