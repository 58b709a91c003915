import { pino, type DestinationStream, type Logger } from 'pino'

export type Log = Logger

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** What must never be read in a log, wherever a caller puts it (S-103). */
const secretNames = [
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
]
const redact = {
  paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  censor: '[redacted]',
}

export interface LogSettings {
  readonly level: LogLevel
  readonly format: 'pretty' | 'json'
}

/** One JSON object a line on standard output, or where it is told; or, for people, one short coloured line. */
export function createLog({ level, format }: LogSettings, destination?: DestinationStream): Log {
  const settings = { level, redact, base: null }
  if (destination) return pino(settings, destination)
  if (format === 'json') return pino(settings)

  const options = { ignore: 'pid,hostname', translateTime: 'HH:MM:ss', messageKey: 'event', singleLine: true }
  return pino({ ...settings, transport: { target: 'pino-pretty', options } })
}
