import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino'

export type Log = Logger

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** What must never be read in a log, wherever a caller puts it (S-103). */
const secretNames: ReadonlySet<string> = new Set([
  'password',
  'passwordHash',
  'token',
  'refreshToken',
  'refresh_token',
  'authorization',
  'cookie',
  'payload',
  'ticket',
  'secret',
])
const levelsSearched = 3

type Fields = Readonly<Record<string, unknown>>

/**
 * The same fields, or a copy without the secrets: almost every line has none. The logger's own redaction copies each field
 * of each line for each path, some 100 kB a line, and whatever is collected later delays notes.
 */
function hideSecrets(fields: Fields, levels = levelsSearched): Fields {
  let shown: Record<string, unknown> | undefined
  for (const name of Object.keys(fields)) {
    const value = fields[name]
    const seen = secretNames.has(name) ? '[redacted]' : hideBelow(value, levels - 1)
    if (seen === value) continue
    shown ??= copyOf(fields)
    shown[name] = seen
  }
  return shown ?? fields
}

function hideBelow(value: unknown, levels: number): unknown {
  if (levels === 0 || !isFields(value)) return value
  return hideSecrets(value instanceof Error ? { ...stdSerializers.err(value) } : value, levels)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

function copyOf(fields: Fields): Record<string, unknown> {
  return Object.assign(Array.isArray(fields) ? [] : {}, fields)
}

const formatters = { log: (fields: Fields) => hideSecrets(fields) }
/** By then errors are plain fields. */
const serializers = { err: (error: unknown) => error }

export interface LogSettings {
  readonly level: LogLevel
  readonly format: 'pretty' | 'json'
}

/** One JSON object a line on standard output, or where it is told; or, for people, one short coloured line. */
export function createLog({ level, format }: LogSettings, destination?: DestinationStream): Log {
  const settings = { level, serializers, formatters, base: null }
  if (destination) return pino(settings, destination)
  if (format === 'json') return pino(settings)

  const options = { ignore: 'pid,hostname', translateTime: 'HH:MM:ss', messageKey: 'event', singleLine: true }
  return pino({ ...settings, transport: { target: 'pino-pretty', options } })
}
